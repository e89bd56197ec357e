using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.Media;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>The pack of the listening clip, built once.</summary>
public sealed class MotionPack : IAsyncLifetime, IDisposable
{
    private readonly ClipFiles _files = new();
    private readonly List<PackProgress> _steps = [];

    public static PackBuilder Builder { get; } = new(
        TestFaces.Models, AssetFolders.Avatars, new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System), new ClipDecoder(new ClipDecoderOptions(), TimeProvider.System));

    public string Folder => _files.Of("listening.pack");

    public IReadOnlyList<PackProgress> Steps => _steps;

    public JsonElement Card { get; private set; }

    internal LoopMap[] Maps { get; private set; } = [];

    public int[] Sizes { get; private set; } = [];

    public async Task InitializeAsync()
    {
        await Builder.BuildMotionAsync(ClipFiles.Listening, Folder, new PackCard("listening", "Listening", null, null), new Immediate(_steps.Add), default);
        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Folder, "pack.json")));
        Card = document.RootElement.Clone();
        var frames = Card.GetProperty("loop").GetProperty("frames").EnumerateArray().ToArray();
        Maps = [.. frames.Select(frame => new LoopMap([.. Numbers(frame, "map"), .. Numbers(frame, "light")]))];
        Sizes = [.. frames.Select(frame => frame.GetProperty("bytes").GetInt32())];
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _files.Dispose();

    private static IEnumerable<double> Numbers(JsonElement frame, string name) => frame.GetProperty(name).EnumerateArray().Select(v => v.GetDouble());

    public sealed class Immediate(Action<PackProgress> report) : IProgress<PackProgress>
    {
        public void Report(PackProgress value) => report(value);
    }
}
