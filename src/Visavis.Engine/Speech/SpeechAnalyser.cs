using System.Runtime.CompilerServices;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>
/// Sound without a text to what a voice makes of one: chunks of sound with the phonemes whose mouths are heard in it, in any
/// language. Chunks follow each other without gap or pause; they have no words. Runs on the caller's thread, some 10 ms for a
/// second of sound.
/// </summary>
public sealed class SpeechAnalyser(VisemeNet net)
{
    /// <summary>
    /// Takes the sound as it comes, disposes its buffers, and gives chunks of 0.4 to 1 s, cut where a mouth changes, as soon as
    /// 0.2 s behind each are known. All chunks together have the samples of the sound, and nothing else.
    /// </summary>
    public async IAsyncEnumerable<SpeechChunk> AnalyseAsync(
        IAsyncEnumerable<PcmBuffer> sound48k, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var ear = new HeardSpeech(net);
        await foreach (var buffer in sound48k.WithCancellation(cancellation).ConfigureAwait(false))
        {
            using (buffer)
            {
                for (var at = 0; at < buffer.Length; at += HeardSpeech.Piece)
                {
                    ear.Push(buffer.Span[at..Math.Min(at + HeardSpeech.Piece, buffer.Length)]);
                    while (ear.TryCut() is { } chunk)
                    {
                        yield return chunk;
                    }
                }
            }
        }
        ear.Finish();
        while (ear.TryCut() is { } chunk)
        {
            yield return chunk;
        }
    }
}
