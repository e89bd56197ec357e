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

    private readonly TextNormalization _normalization;
    private readonly Tokenizer _tokenizer;
    private readonly PartOfSpeechTagger _tagger;
    private readonly GroupReader _groups;
    private readonly OovReader _oov;

    private Pronouncer(TextNormalization normalization, Tokenizer tokenizer, PartOfSpeechTagger tagger, Lexicon lexicon, OovReader oov)
    {
        (_normalization, _tokenizer, _tagger, _oov) = (normalization, tokenizer, tagger, oov);
        var words = new WordReader(lexicon);
        var numbers = new NumberReader(words);
        _groups = new GroupReader(words, numbers, new FallbackReader(oov, numbers));
    }

    /// <param name="folder">The heart voice's folder, with lexicon_us_*.json.gz, tagger.json.gz, oov.onnx and their tables.</param>
    /// <exception cref="IOException">A file is missing.</exception>
    public static Pronouncer Load(string folder)
    {
        var tagger = Task.Run(() => TaggerModel.Load(Path.Combine(folder, "tagger.json.gz")));
        var lexicon = Lexicon.Load(folder);
        return new Pronouncer(
            new TextNormalization(NormalizationTables.Load(Path.Combine(folder, "normalize.json"))),
            Tokenizer.Load(Path.Combine(folder, "tokenizer_exceptions.json")),
            new PartOfSpeechTagger(tagger.GetAwaiter().GetResult()),
            lexicon,
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
        return new Pronunciation(SourceCover.Fill(units, text));
    }

    public void Dispose() => _oov.Dispose();

    /// <summary>The first two stages and the tags, for tests.</summary>
    internal (string Normalized, List<Token> Tokens) Analyse(string text)
    {
        var normalized = _normalization.Normalize(MappedText.Of(text)).Text;
        return (normalized, Tag(normalized));
    }

    private IEnumerable<PronouncedUnit> ReadSentence(MappedText source)
    {
        var normalized = _normalization.Normalize(source);
        var groups = SubTokens.Group(Tag(normalized.Text));
        _groups.Read(groups);
        foreach (var unit in groups.SelectMany(group => group))
        {
            var (start, end) = normalized.Source(unit.Start, unit.End);
            var phonemes = unit.Phonemes!.Replace('ɾ', 'T').Replace('ʔ', 't');
            yield return new PronouncedUnit(phonemes, start, end, unit.SpaceAfter, unit.IsMark);
        }
    }

    private List<Token> Tag(string normalized)
    {
        var parts = _tokenizer.Tokenize(normalized);
        foreach (var part in parts)
        {
            if (part is not [{ Tag.Length: > 0 }])
            {
                _tagger.Tag(part);
            }
        }
        return [.. parts.SelectMany(part => part)];
    }

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
