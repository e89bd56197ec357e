using Visavis.Engine.Media;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// The built-in neural voice in one of its variants. English in Latin script; the sound of a clause does not depend on when or
/// how often it is said. Runs on the caller's thread, some 16 ms for a clause of 2.65 s.
/// </summary>
public sealed class HeartSpeechEngine : ISpeechEngine
{
    /// <summary>The network was made for runs of up to 400 symbols (24 s).</summary>
    private const int MostSymbols = 400;

    /// <summary>Raised cosine at both ends of a clause: 10 ms.</summary>
    private const int FadeSamples = MediaTime.Rate / 100;

    private readonly HeartVariant _variant;
    private readonly HeartSpeaker _speaker;
    private readonly Func<string, IReadOnlyList<PronouncedUnit>> _read;

    public HeartSpeechEngine(HeartModel model, HeartVariant variant, Pronouncer pronouncer)
        : this(model, variant, text => pronouncer.Read(text).Units)
    {
    }

    /// <summary>With another way to read text.</summary>
    internal HeartSpeechEngine(HeartModel model, HeartVariant variant, Func<string, IReadOnlyList<PronouncedUnit>> read)
    {
        _variant = variant;
        _speaker = new HeartSpeaker(model, variant);
        _read = read;
    }

    /// <inheritdoc/>
    public bool CanRead(string text) => Script.IsMostlyLatin(text);

    /// <inheritdoc/>
    public ValueTask<SpeechChunk> SpeakAsync(Clause clause, CancellationToken cancellation)
    {
        var context = clause.Sentence.Length - clause.Text.Length;
        var (before, units) = Read(clause, context);
        var own = SymbolLine.Of(units, HeartAlphabet.Knows);
        if (!own.IsSpeakable)
        {
            return ValueTask.FromResult(new SpeechChunk(new PcmBuffer(0), [], [], MediaTime.Zero));
        }
        var assembly = new SpokenAssembly(_variant.Output);
        foreach (var (phrase, end) in Phrases(before, own, clause))
        {
            cancellation.ThrowIfCancellationRequested();
            using var clip = _speaker.Say(phrase);
            assembly.Add(clip, Pauses.Of(end));
        }
        return ValueTask.FromResult(assembly.Finish(clause, units, FadeSamples));
    }

    /// <summary>The sentence before the clause and the clause; read as one, since the words around a word may decide how it is said.</summary>
    private (SymbolLine Before, IReadOnlyList<PronouncedUnit> Units) Read(Clause clause, int context)
    {
        if (context > 0)
        {
            var sentence = _read(clause.Sentence);
            if (sentence.All(unit => unit.SourceEnd <= context || unit.SourceStart >= context))
            {
                var own = sentence.Where(unit => unit.SourceStart >= context);
                return (
                    SymbolLine.Of([.. sentence.Where(unit => unit.SourceStart < context)], HeartAlphabet.Knows).Core(),
                    [.. own.Select(unit => unit with { SourceStart = unit.SourceStart - context, SourceEnd = unit.SourceEnd - context })]);
            }
        }
        return (SymbolLine.Empty, _read(clause.Text));
    }

    /// <summary>What to run, and what ends each: the clause, or where it is too long for one run its pieces.</summary>
    private static IEnumerable<(HeartPhrase Phrase, ClauseEnd End)> Phrases(SymbolLine before, SymbolLine own, Clause clause)
    {
        var goesOn = clause.End is ClauseEnd.Open or ClauseEnd.Comma;
        var rises = !goesOn && Questions.IsYesNo(clause);
        var mark = Questions.EndMark(clause.Text);
        var pieces = own.Split(MostSymbols).Select(piece => piece.Core()).Where(piece => piece.IsSpeakable).ToList();
        var fits = before.IsSpeakable && before.Length + own.Length <= MostSymbols;
        for (var i = 0; i < pieces.Count - 1; i++)
        {
            yield return (new HeartPhrase(SymbolLine.Empty, pieces[i], true, mark, false), ClauseEnd.Comma);
        }
        yield return (new HeartPhrase(fits ? before : SymbolLine.Empty, pieces[^1], goesOn, mark, rises), clause.End);
    }
}
