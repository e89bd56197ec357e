using Visavis.Engine.Media;
using Visavis.Engine.Session;
using Visavis.Server.Sessions;

namespace Visavis.Server.Avatars;

/// <summary>Small stills and short clips of the built-in looks: made by the first server on a data folder, then kept on disk.</summary>
public sealed class LookPreviews : IDisposable
{
    private const int StillWidth = 640;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly string _folder;

    public LookPreviews(ServerOptions options)
    {
        _folder = Path.GetFullPath(Path.Combine(options.Data, "previews", "looks"));
        Directory.CreateDirectory(_folder);
    }

    public Task<string> StillAsync(Look look, CancellationToken cancellation) => OnceAsync(look, ".png", path =>
        Task.Run(() => PngWriter.Write(path, RgbPicture.Of(PictureFile.Read(look.Rig.Preview.Path)).Reduced(StillWidth))), cancellation);

    public Task<string> ClipAsync(Look look, CancellationToken cancellation) =>
        OnceAsync(look, ".mp4", path => PreviewClip.WriteAsync(look.Rig, path), cancellation);

    /// <summary>Makes what is not there yet; whoever asks for one meanwhile waits for one look at most.</summary>
    public async Task MakeAllAsync(IReadOnlyList<Look> looks, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(looks);
        foreach (var look in looks)
        {
            await StillAsync(look, cancellation).ConfigureAwait(false);
            await ClipAsync(look, cancellation).ConfigureAwait(false);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<string> OnceAsync(Look look, string extension, Func<string, Task> make, CancellationToken cancellation)
    {
        // Another picture under the same id has another name here.
        var stamp = File.GetLastWriteTimeUtc(look.Rig.Preview.Path).Ticks;
        var file = Path.Combine(_folder, $"{look.Id}-{stamp:x}{extension}");
        if (!File.Exists(file))
        {
            await _turn.WaitAsync(cancellation).ConfigureAwait(false);
            try
            {
                await MakeUnlessThereAsync(file, make).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        return file;
    }

    private static async Task MakeUnlessThereAsync(string file, Func<string, Task> make)
    {
        if (!File.Exists(file))
        {
            await make(file + ".new").ConfigureAwait(false);
            File.Move(file + ".new", file, overwrite: true);
        }
    }
}
