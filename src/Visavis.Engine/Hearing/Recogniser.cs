using Visavis.Engine.Media;

namespace Visavis.Engine.Hearing;

/// <summary>
/// Words with times from sound, in 99 languages. One for all sounds: it holds the net (some 200 MB, loaded with the first sound) and
/// the threads that work on it.
/// </summary>
public sealed class Recogniser : IDisposable
{
    /// <summary>10 minutes: 19 MB where the recogniser has not got round to any of it.</summary>
    public static readonly MediaTime LongestSound = MediaTime.FromSeconds(600);

    private static readonly string[] Files = ["whisper.json", "whisper_tokens.json", "mel80.f32", "whisper_encoder.onnx", "whisper_decoder.onnx"];

    private readonly Lazy<WhisperModel> _model;
    private readonly RecogniserWorkers _workers;
    private readonly MediaTime _longestSound;

    private Recogniser(string folder, int workers, MediaTime longestSound)
    {
        _model = new Lazy<WhisperModel>(() => WhisperModel.Load(folder));
        _workers = new RecogniserWorkers(workers);
        _longestSound = longestSound;
    }

    /// <summary>Looks that everything is there; the net is loaded in the background when the first stream is opened.</summary>
    /// <param name="folder">With the files of the net (<see cref="AssetFolders.Hearing"/>).</param>
    /// <param name="workers">Passes at once over all streams; each takes a core for up to half a second.</param>
    /// <param name="longestSound">The longest sound of a stream; 10 minutes if null.</param>
    /// <exception cref="RecogniserException">A file is missing.</exception>
    public static Recogniser Load(string folder, int workers = 2, MediaTime? longestSound = null)
    {
        var missing = Array.Find(Files, file => !File.Exists(Path.Combine(folder, file)));
        return missing is null
            ? new Recogniser(folder, workers, longestSound ?? LongestSound)
            : throw new RecogniserException($"The recogniser lacks {Path.Combine(folder, missing)}; restore the assets folder.");
    }

    /// <summary>Begins a sound.</summary>
    /// <param name="lead">
    /// How far ahead of its use the sound will come. A stream with some seconds in hand waits for whole stretches between pauses, which
    /// costs a third of a pass a second; its words then come within the lead. Without, words come 1 to 2 s after they were said.
    /// </param>
    public RecogniserStream Open(MediaTime lead = default) => new(() => _model.Value, _workers, _longestSound, lead);

    /// <summary>Ends the threads; open streams give no more words.</summary>
    public void Dispose()
    {
        _workers.Dispose();
        if (_model.IsValueCreated)
        {
            _model.Value.Dispose();
        }
    }
}
