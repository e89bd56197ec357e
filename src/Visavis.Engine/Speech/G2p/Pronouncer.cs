using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.G2p;

/// <summary>
/// Reads English text as phonemes: normalise, cut into tokens, tag, group, look up. Its rules follow misaki's, and its tables are
/// those beside the heart voice. Loaded once; any number of threads may read at once.
/// </summary>
public sealed class Pronouncer : IDisposable
{
    /// <summary>
    /// Characters read as one sentence. Some rules look at all of a sentence again for each of its words, so longer texts are cut
    /// at white space; sentences of speech are below 400.
    /// </summary>
    private const int LongestSentence = 1_000;

    private static readonly string[] FunctionWords =
        ["THE", "THIS", "THAT", "IS", "ARE", "TO", "AND", "OF", "IN", "ON", "NOT", "IT", "YOU", "WE", "FOR", "AN"];

    /// <summary>Words without stress even where all others are shouted.</summary>
    private static readonly string[] Weak = ["a", "an", "the", "to", "in"];

    private readonly TextNormalization _normalization;
    private readonly Tokenizer _tokenizer;
    private readonly PartOfSpeechTagger _tagger;
    private readonly Heteronyms _heteronyms;
    private readonly GroupReader _groups;
    private readonly OovReader _oov;

    private Pronouncer(TextNormalization normalization, Tokenizer tokenizer, PartOfSpeechTagger tagger, Lexicon lexicon, OovReader oov, bool british)
    {
        (_normalization, _tokenizer, _tagger, _oov) = (normalization, tokenizer, tagger, oov);
        _heteronyms = new Heteronyms(lexicon);
        var words = new WordReader(lexicon, new Suffixes(british));
        var numbers = new NumberReader(words);
        _groups = new GroupReader(words, numbers, new FallbackReader(oov, numbers));
    }

    /// <param name="folder">The heart voice's folder, with lexicon_us_*.json.gz, tagger.json.gz, oov.onnx and their tables.</param>
    /// <param name="british">Whether as in Britain (by lexicon_gb_*.json.gz and oov_gb.onnx) rather than in America.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    public static Pronouncer Load(string folder, bool british = false)
    {
        TaggerModel? tagger = null;
        Lexicon? lexicon = null;
        Parallel.Invoke(
            () => tagger = TaggerModel.Load(Path.Combine(folder, "tagger.json.gz")),
            () => lexicon = Lexicon.Load(folder, british));
        return new Pronouncer(
            new TextNormalization(NormalizationTables.Load(Path.Combine(folder, "normalize.json"))),
            Tokenizer.Load(Path.Combine(folder, "tokenizer_exceptions.json")),
            new PartOfSpeechTagger(tagger!),
            lexicon!,
            OovReader.Load(folder, british),
            british);
    }

    /// <summary>Reads one sentence or clause. Never fails: what it cannot read is silent.</summary>
    public Pronunciation Read(string text)
    {
        var units = new List<PronouncedUnit>();
        for (var start = 0; start < text.Length;)
        {
            var end = EndOfSentence(text, start);
            units.AddRange(ReadSentence(MappedText.Of(text[start..end], start)));
            start = end;
        }
        SentenceStops.AddLost(units, text);
        return new Pronunciation(SourceCover.Fill(units, text));
    }

    public void Dispose() => _oov.Dispose();

    /// <summary>The first two stages and the tags, for tests.</summary>
    internal (string Normalized, List<Token> Tokens) Analyse(string text)
    {
        var normalized = Normalize(MappedText.Of(text)).Text;
        return (normalized, Tag(normalized));
    }

    private IEnumerable<PronouncedUnit> ReadSentence(MappedText source)
    {
        var normalized = Normalize(source);
        var groups = SubTokens.Group(Tag(normalized.Text));
        var shouted = IsShouted(source.Text);
        if (!shouted)
        {
            SentenceStops.DropInside(groups);
            SentenceStops.AddBetween(groups);
        }
        _groups.Read(groups);
        foreach (var unit in groups.SelectMany(group => group))
        {
            var (start, end) = normalized.Source(unit.Start, unit.End);
            var phonemes = shouted && !unit.IsMark && !Weak.Contains(unit.Text)
                ? Stress.Apply(unit.Phonemes!, Stress.Strong)
                : unit.Phonemes!;
            phonemes = phonemes.Replace('ɾ', 'T').Replace('ʔ', 't');
            yield return new PronouncedUnit(phonemes, start, end, unit.SpaceAfter, unit.IsMark);
        }
    }

    /// <summary>A text in capitals is read as if it were not: capitals alone would be taken for acronyms.</summary>
    private MappedText Normalize(MappedText source) =>
        _normalization.Normalize(IsShouted(source.Text) ? source.ToLower() : source);

    private static bool IsShouted(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Count(char.IsLetter) > 1).ToList();
        if (!words.Exists(word => FunctionWords.Contains(word)))
        {
            return false; // a list of acronyms
        }
        var shouted = words.Count(word => CharacterClasses.IsUpper(word) && !word.Any(char.IsDigit));
        return shouted >= 3 && shouted * 4 >= words.Count * 3;
    }

    private List<Token> Tag(string normalized)
    {
        var parts = _tokenizer.Tokenize(normalized);
        foreach (var part in parts)
        {
            if (part is not [{ Tag.Length: > 0 }])
            {
                TagWords(part);
            }
        }
        return [.. parts.SelectMany(part => part)];
    }

    /// <summary>The tagger has never seen double quotes, so they are taken out before it and put back as read.</summary>
    private void TagWords(List<Token> part)
    {
        var words = part.FindAll(token => !IsDoubleQuote(token.Text));
        _tagger.Tag(words);
        _heteronyms.Correct(words);
        for (var i = 0; i < part.Count; i++)
        {
            if (IsDoubleQuote(part[i].Text))
            {
                var opens = part[i].Text is "“" or "„" or "«" || (part[i].Text == "\"" && Opens(part, i));
                (part[i].Tag, part[i].Phonemes) = opens ? ("``", "“") : ("''", "”");
            }
        }
    }

    /// <summary>A straight quote opens if it leans on a word behind it only.</summary>
    private static bool Opens(List<Token> part, int at) => !part[at].SpaceAfter && at + 1 < part.Count
        && (at == 0 || part[at - 1].SpaceAfter || part[at - 1].Tag is "-LRB-" or ":");

    private static bool IsDoubleQuote(string text) => text is "\"" or "“" or "”" or "„" or "«" or "»";

    private static int EndOfSentence(string text, int start)
    {
        if (text.Length - start <= LongestSentence)
        {
            return text.Length;
        }
        var end = start + LongestSentence;
        for (var i = end; i > start + (LongestSentence / 2); i--)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                return i;
            }
        }
        return char.IsLowSurrogate(text[end]) ? end - 1 : end;
    }
}
