using Visavis.Engine.Media;
using Visavis.Engine.Speech.G2p;
using Visavis.Engine.Text;

namespace Visavis.Engine.Speech;

/// <summary>
/// Says a clause by a network that is given symbols: in one run, or where it is too long for one in pieces cut at its punctuation. A
/// clause whose sentence goes on ends with a comma, which keeps the voice up a little.
/// </summary>
/// <param name="output">Of the voice.</param>
/// <param name="knows">Whether the network reads a symbol.</param>
/// <param name="mostSymbols">Of one run.</param>
/// <param name="joins">Whether the symbols are single letters of IPA.</param>
internal sealed class PieceSpeaker(VoiceOutput output, Func<char, bool> knows, int mostSymbols, bool joins)
{
    /// <summary>Raised cosine at both ends of a clause: 10 ms.</summary>
    private const int FadeSamples = MediaTime.Rate / 100;

    /// <summary>One for the mark at the end.</summary>
    private const int Reserved = 1;

    /// <param name="clause">What is to be said.</param>
    /// <param name="units">How it is read.</param>
    /// <param name="run">The network: sound of symbols.</param>
    /// <param name="cancellation">Looked at between pieces.</param>
    public async Task<SpeechChunk> SpeakAsync(
        Clause clause, IReadOnlyList<PronouncedUnit> units, Func<string, CancellationToken, Task<VoiceRun>> run, CancellationToken cancellation)
    {
        var pieces = SymbolLine.Of(units, knows).Split(mostSymbols - Reserved).Select(piece => piece.Core()).Where(piece => piece.IsSpeakable).ToList();
        if (pieces.Count == 0)
        {
            return Nothing();
        }
        var assembly = new SpokenAssembly(output, joins);
        for (var i = 0; i < pieces.Count; i++)
        {
            var isLast = i == pieces.Count - 1;
            var symbols = pieces[i].Symbols + Mark(isLast ? clause : null);
            var spoken = await run(symbols, cancellation).ConfigureAwait(false);
            using var clip = new SpokenClip(spoken, new SpokenSymbols(symbols, 0, pieces[i]), new SoundLevels(spoken.Sound, spoken.Rate), 0, spoken.Length);
            assembly.Add(clip, isLast ? clause.Pause ?? Pauses.Of(clause.End) : Pauses.Of(ClauseEnd.Comma));
        }
        return assembly.Finish(clause, units, FadeSamples);
    }

    public static SpeechChunk Nothing() => new(new PcmBuffer(0), [], [], MediaTime.Zero);

    private string Mark(Clause? last)
    {
        var mark = last is null or { End: ClauseEnd.Open or ClauseEnd.Comma } ? ',' : Questions.EndMark(last.Text);
        return knows(mark) ? mark.ToString() : "";
    }
}
