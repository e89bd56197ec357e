using System.Collections.Concurrent;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;
using Visavis.Engine.Tests.Faces;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Packs of the strangers' portraits, each built once, when a test first wants it.</summary>
public sealed class StrangerPacks : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("visavis-test-").FullName;
    private readonly ConcurrentDictionary<string, Lazy<Task<AvatarRig>>> _rigs = new();

    public static TheoryData<string> All =>
    [
        "bald-sidelight", "child", "curls-large", "elder-beard", "fringe-red", "full-face-tilted", "glasses-knot", "open-smile", "outdoors-beard",
    ];

    internal Task<AvatarRig> RigAsync(string name) => _rigs.GetOrAdd(name, _ => new Lazy<Task<AvatarRig>>(() => BuildAsync(name))).Value;

    /// <summary>The picture that the pack is made of, as its builder sees it.</summary>
    internal async Task<Portrait> PortraitAsync(string name)
    {
        await RigAsync(name);
        var picture = RgbPicture.Of(PictureFile.Read(Path.Combine(_folder, name, "base.png")));
        return Portrait.Of(picture, TestFaces.Face(picture), TestFaces.Models);
    }

    internal static string Photo(string name) => Path.Combine(TestAssets.Folder, "portraits", name + ".jpg");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<AvatarRig> BuildAsync(string name)
    {
        var pack = Path.Combine(_folder, name);
        var builder = new PackBuilder(TestFaces.Models, AssetFolders.Avatars, new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System));
        await builder.BuildPhotoAsync(Photo(name), pack, new PackCard(name, name, null, null), null, CancellationToken.None);
        return AvatarRig.Load(pack);
    }
}
