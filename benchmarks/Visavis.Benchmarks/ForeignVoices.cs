using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Visavis.Benchmarks;

/// <summary>
/// Voices of other programs that the nets never heard and that tell the times of their phones: flite's awb (Scottish), Festival's
/// ked (American) and pc (Italian). Whatever is not installed is said in one line.
/// </summary>
internal static class ForeignVoices
{
    public static readonly IReadOnlyList<string> Italian =
    [
        "Buongiorno, il gatto beve l'acqua nella cucina e poi dorme sulla poltrona.", "La bambina porta un mazzo di fiori bianchi alla nonna.",
        "Il treno per Bologna parte dal primo binario fra cinque minuti.", "Vorrei un bicchiere di vino rosso e un piatto di pasta al pomodoro.",
        "Il professore spiega la lezione con molta pazienza.", "Domani mattina andremo al mercato a comprare il pane e la frutta.",
        "Il mare era calmo e la barca tornava piano verso il porto.", "Mia madre prepara sempre una buona zuppa quando piove.",
        "Il bambino ha perso la palla rossa nel bosco vicino alla chiesa.", "Per favore, aprite la finestra, perché fa molto caldo.",
        "Il medico visita i malati ogni sabato pomeriggio.", "Abbiamo camminato per tre ore senza incontrare nessuno.",
        "La montagna sembra bella sotto la neve bianca.", "Questo libro parla di un vecchio pescatore e del suo amico.",
        "Il ponte sopra il fiume fu costruito molti anni fa.", "Le campane suonano e la gente esce piano dalla piazza.",
        "Non dimenticare di comprare le uova, il burro e la farina.", "Il pittore dipinge un paesaggio con un piccolo lago blu.",
        "Quando ero giovane abitavo in una casa piena di libri.", "Il cane abbaia forte ogni volta che passa il postino.",
    ];

    private static readonly Dictionary<string, char> Arpabet = Map(
        "aa ɑ ae æ ah ʌ ao ɔ aw W ax ə axr ɚ ay I b b ch ʧ d d dh ð dx ɾ eh ɛ el l em m en n er ɜ ey A f f g ɡ hh h hv h ih ɪ iy i jh ʤ k k l l m m n n "
        + "nx n ng ŋ ow O oy Y p p r ɹ s s sh ʃ t t th θ uh ʊ uw u v v w w y j z z zh ʒ");

    private static readonly Dictionary<string, char> Sampa = Map(
        "a a e e E ɛ i i o o O ɔ u u p p b b t t d d k k g ɡ f f v v s s z z S ʃ Z ʒ ts ʦ dz ʣ tS ʧ dZ ʤ m m n n nf ɱ ng ŋ J ɲ l l L ʎ r r w w j j");

    /// <summary>Sentences by flite's awb; null when flite is not there.</summary>
    public static List<KnownSpeech>? Awb(IEnumerable<string> texts) => Find("flite", "awb")
        ? [.. texts.Select(text => InFolder(folder =>
        {
            var wav = Path.Combine(folder, "sound.wav");
            var phones = Run("flite", "-voice", "awb", "-psdur", "-t", text, wav);
            return Read(text, wav, phones.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(phone => phone.Split(':')).Select(phone => (phone[0], phone[1])), Arpabet);
        }))]
        : null;

    public static List<KnownSpeech>? Ked(IEnumerable<string> texts) => Festival("ked_diphone", "festvox-kdlpc16k", "us", texts, Arpabet);

    public static List<KnownSpeech>? Pc(IEnumerable<string> texts) => Festival("pc_diphone", "festvox-itapc16k", "italian", texts, Sampa);

    private static List<KnownSpeech>? Festival(string voice, string package, string language, IEnumerable<string> texts, Dictionary<string, char> alphabet)
    {
        if (!Find("festival", voice, package) || !Directory.Exists($"/usr/share/festival/voices/{(language == "us" ? "english" : language)}/{voice}"))
        {
            Figures.Line(voice, $"skipped: install it with `apt-get install festival {package}`");
            return null;
        }
        return InFolder(folder =>
        {
            var sentences = texts.ToList();
            // Festival knows no UTF-8.
            var script = Path.Combine(folder, "say.scm");
            File.WriteAllLines(script, sentences.SelectMany((text, i) => new[]
            {
                $"(set! u (utt.synth (Utterance Text \"{text}\")))", $"(utt.save.wave u \"{folder}/{i}.wav\" 'riff)", $"(utt.save.segs u \"{folder}/{i}.segs\")",
                $"(set! f (fopen \"{folder}/{i}.words\" \"w\"))", "(mapcar (lambda (w) (format f \"%f\\n\" (item.feat w \"word_start\"))) (utt.relation.items u 'Word))", "(fclose f)",
            }).Prepend($"(voice_{voice})"), Encoding.Latin1);
            Run("festival", "-b", script);
            return sentences.Select((text, i) => Read(text, $"{folder}/{i}.wav", File.ReadLines($"{folder}/{i}.segs").Where(line => !line.StartsWith('#'))
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 3).Select(cells => (cells[2], cells[0])), alphabet) with
            {
                WordStarts = [.. File.ReadLines($"{folder}/{i}.words").Select(line => double.Parse(line, CultureInfo.InvariantCulture))],
            }).ToList();
        });
    }

    private static KnownSpeech Read(string text, string wav, IEnumerable<(string Name, string End)> phones, Dictionary<string, char> alphabet)
    {
        var known = new List<KnownPhone>();
        foreach (var (name, end) in phones)
        {
            var bare = name.TrimEnd('1');
            known.Add(new KnownPhone(
                alphabet.GetValueOrDefault(bare, KnownSpeech.Silence), known.Count > 0 ? known[^1].End : 0, double.Parse(end, CultureInfo.InvariantCulture)));
        }
        var (rate, sound) = KnownSpeech.ReadWav(wav);
        return rate == 16_000 ? new KnownSpeech(text, sound, known) : throw new InvalidDataException($"{wav} has {rate} Hz, not 16,000.");
    }

    private static bool Find(string program, string voice, params string[] packages)
    {
        if (Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            return true;
        }
        Figures.Line(voice, $"skipped: install it with `apt-get install {string.Join(' ', packages.Prepend(program))}`");
        return false;
    }

    private static string Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static T InFolder<T>(Func<string, T> work)
    {
        var folder = Directory.CreateTempSubdirectory("visavis-bench").FullName;
        try
        {
            return work(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, char> Map(string pairs)
    {
        var cells = pairs.Split(' ');
        return Enumerable.Range(0, cells.Length / 2).ToDictionary(i => cells[2 * i], i => cells[2 * i + 1][0]);
    }
}
