using System.Runtime.CompilerServices;
using Visavis.Engine;
using Visavis.Engine.Hearing;
using Visavis.Engine.Media;
using Visavis.Engine.Speech;
using Visavis.Server.Assets;

namespace Visavis.Server.Sessions;

/// <summary>What all sessions of sound share: the decoder, the net that sees mouths in sound, and the recogniser.</summary>
public sealed class Ears : IDisposable
{
    private readonly VisemeNet _net = VisemeNet.Load(AssetFolders.Hearing);

    /// <exception cref="RecogniserException">A file is missing.</exception>
    public Ears(ServerOptions options)
    {
        Decoder = new SoundDecoder(new SoundDecoderOptions { LongestSeconds = options.AudioSeconds, LargestBytes = Math.Max(options.AudioBytes, options.AssetBytes) }, TimeProvider.System);
        Analyser = new SpeechAnalyser(_net);
        Recogniser = Recogniser.Load(AssetFolders.Hearing, longestSound: MediaTime.FromSeconds(options.AudioSeconds + 1));
    }

    public SoundDecoder Decoder { get; }

    public SpeechAnalyser Analyser { get; }

    /// <summary>Loads its net with the first sound.</summary>
    public Recogniser Recogniser { get; }

    /// <summary>The sound as it is decoded.</summary>
    public async IAsyncEnumerable<PcmBuffer> DecodeAsync(SoundFile file, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var path = await file.PathAsync(cancellation).ConfigureAwait(false);
        await foreach (var block in Decoder.DecodeAsync(path, cancellation).ConfigureAwait(false))
        {
            yield return block;
        }
    }

    public void Dispose()
    {
        Recogniser.Dispose();
        _net.Dispose();
    }
}
