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

    /// <summary>Abbreviations whose stop is heard although no sentence ends.</summary>
    private static readonly string[] Stopped = ["etc", "feet", "ft", "in", "foot", "inch", "inches", "approx", "pm", "am"];

    private static readonly string[] SentenceStarts =
    [
        "He", "She", "It", "We", "They", "You", "The", "This", "That", "These", "Those", "There", "Then", "But", "And", "In", "On",
        "If", "When", "My", "His", "Her", "Our", "Their", "What", "Why", "How", "Please",
    ];

    private readonly TextNormalization _normalization;
    private readonly Tokenizer _tokenizer;
    private readonly PartOfSpeechTagger _tagger;
    private readonly Heteronyms _heteronyms;
    private readonly GroupReader _groups;
    private readonly OovReader _oov;

    private Pronouncer(TextNormalization normalization, Tokenizer tokenizer, PartOfSpeechTagger tagger, Lexicon lexicon, OovReader oov)
    {
        (_normalization, _tokenizer, _tagger, _oov) = (normalization, tokenizer, tagger, oov);
        _heteronyms = new Heteronyms(lexicon);
        var words = new WordReader(lexicon);
        var numbers = new NumberReader(words);
        _groups = new GroupReader(words, numbers, new FallbackReader(oov, numbers));
    }

    /// <param name="folder">The heart voice's folder, with lexicon_us_*.json.gz, tagger.json.gz, oov.onnx and their tables.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    public static Pronouncer Load(string folder)
    {
        TaggerModel? tagger = null;
        Lexicon? lexicon = null;
        Parallel.Invoke(
            () => tagger = TaggerModel.Load(Path.Combine(folder, "tagger.json.gz")),
            () => lexicon = Lexicon.Load(folder));
        return new Pronouncer(
            new TextNormalization(NormalizationTables.Load(Path.Combine(folder, "normalize.json"))),
            Tokenizer.Load(Path.Combine(folder, "tokenizer_exceptions.json")),
            new PartOfSpeechTagger(tagger!),
            lexicon!,
            OovReader.Load(folder));
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
        AddLostStop(units, text);
        return new Pronunciation(SourceCover.Fill(units, text));
    }

    /// <summary>The stop of "plan B." and "U.S." belongs to the token, but at the end of a text it also ends the sentence.</summary>
    private static void AddLostStop(List<PronouncedUnit> units, string text)
    {
        var end = text.AsSpan().TrimEnd(" \t\r\n\"”’')]").Length;
        if (end == 0 || text[end - 1] != '.' || units.TakeLast(4).Any(unit => unit.IsPunctuation && unit.Phonemes.AsSpan().ContainsAny(".…!?")))
        {
            return;
        }
        var last = units.FindLastIndex(unit => !unit.IsPunctuation && unit.Phonemes.Length > 0);
        // "a.m." alone is no sentence.
        if (last > 0 || (last == 0 && text.Any(char.IsUpper)))
        {
            units[last] = units[last] with { SpaceAfter = false, SourceEnd = Math.Min(units[last].SourceEnd, end - 1) };
            units.Insert(last + 1, new PronouncedUnit(".", end - 1, end, true, true));
        }
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
            DropStopsInside(groups);
            AddStopsBetween(groups);
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

    /// <summary>"6 ft. tall": a stop before a small letter ended an abbreviation, not a sentence.</summary>
    private static void DropStopsInside(List<List<SubToken>> groups)
    {
        for (var i = 1; i + 1 < groups.Count; i++)
        {
            if (groups[i] is [{ Phonemes: ".", SpaceAfter: true } stop] && char.IsLower(groups[i + 1][0].Text[0])
                && (groups[i - 1][^1].Text.Contains('.', StringComparison.Ordinal) ? groups[i - 1][^1].Text.Any(char.IsLetter)
                    : Stopped.Contains(groups[i - 1][^1].Text) || groups[i - 1].Exists(part => part.Text == ".")))
            {
                stop.Phonemes = "";
            }
        }
    }

    /// <summary>"in the U.S. He lives": the stop of an abbreviation also ends the sentence if a new one clearly begins.</summary>
    private static void AddStopsBetween(List<List<SubToken>> groups)
    {
        for (var i = groups.Count - 2; i >= 0; i--)
        {
            var last = groups[i][^1];
            var text = string.Concat(groups[i].Select(part => part.Text));
            if (text.Length > 3 && text[^1] == '.' && text.AsSpan(0, text.Length - 1).Contains('.') && last.SpaceAfter
                && groups[i + 1] is [var next] && SentenceStarts.Contains(next.Text))
            {
                last.SpaceAfter = false;
                groups.Insert(i + 1, [new SubToken(".", last.End - 1, ".") { Phonemes = ".", IsMark = true, SpaceAfter = true }]);
            }
        }
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
                var opens = part[i].Text is "“" or "„" or "«"
                    || (part[i].Text == "\"" && !part[i].SpaceAfter && i + 1 < part.Count && (i == 0 || part[i - 1].SpaceAfter || part[i - 1].Tag is "-LRB-" or ":"));
                (part[i].Tag, part[i].Phonemes) = opens ? ("``", "“") : ("''", "”");
            }
        }
    }

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
