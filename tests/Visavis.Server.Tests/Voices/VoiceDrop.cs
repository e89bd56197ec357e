using System.Text;
using Visavis.Engine;
using Visavis.Engine.Speech.Folders;
using Visavis.Server.Sessions;

namespace Visavis.Server.Tests.Voices;

/// <summary>All voices of a data folder of its own, and what is dropped into it.</summary>
public sealed class VoiceDrop : IAsyncDisposable
{
    /// <summary>For a machine that does much else; only a voice that never comes takes so long.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TempFolder _folder = new();
    private readonly SemaphoreSlim _changed = new(0);

    private VoiceDrop()
    {
    }

    public StageVoices Voices { get; private set; } = null!;

    public string Data => _folder.Path;

    public string VoicesFolder => Path.Combine(Data, "voices");

    /// <param name="before">Puts in what lies there at the start.</param>
    public static async Task<VoiceDrop> StartAsync(Action<VoiceDrop>? before = null)
    {
        var drop = new VoiceDrop();
        before?.Invoke(drop);
        drop.Voices = await StageVoices.LoadAsync(drop.Data);
        drop.Voices.Changed += _ => drop._changed.Release();
        return drop;
    }

    public void Put(string folder, string file, byte[] content)
    {
        var path = Path.Combine(VoicesFolder, folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    public void Put(string folder, string file, string content) => Put(folder, file, Encoding.UTF8.GetBytes(content));

    public void Espeak(string folder, string voice) => Put(folder, "voice.json", $$"""{"family":"espeak","voice":"{{voice}}"}""");

    public void Remove(string folder) => Directory.Delete(Path.Combine(VoicesFolder, folder), recursive: true);

    public VoiceFolderState? State(string folder) => Voices.Folders.FirstOrDefault(state => state.Id == folder);

    public async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await _changed.WaitAsync(patience.Token);
        }
    }

    /// <summary>The table of a Piper voice with two symbols.</summary>
    public const string Table = """{"audio":{"sample_rate":22050},"espeak":{"voice":"en-us"},"phoneme_id_map":{"_":[0],"^":[1],"$":[2],"a":[3]}}""";

    /// <summary>A model that is none of Piper.</summary>
    public static byte[] OtherModel() => File.ReadAllBytes(Path.Combine(AssetFolders.Voices, "heart", "oov.onnx"));

    public async ValueTask DisposeAsync()
    {
        await Voices.DisposeAsync();
        _changed.Dispose();
        _folder.Dispose();
    }
}
