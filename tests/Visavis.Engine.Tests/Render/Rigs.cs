using Visavis.Engine.Lipsync;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

/// <summary>The shipped packs, loaded once for all tests of the room, and pictures to paint them into.</summary>
internal static class Rigs
{
    private static readonly Dictionary<string, Lazy<AvatarRig>> Loaded =
        new[] { "nora", "joe", "amara" }.ToDictionary(name => name, name => new Lazy<AvatarRig>(() => AvatarRig.Load(Folder(name))));

    public static AvatarRig Get(string name) => Loaded[name].Value;

    public static string Folder(string name) => Path.Combine(AssetFolders.Avatars, name);

    public static YuvPlanes Picture(AvatarRig rig) => new(rig.Width, rig.Height);

    public static YuvPlanes Paint(AvatarRig rig, FaceState face)
    {
        var picture = Picture(rig);
        new FrameRenderer(rig).Paint(face, picture.View);
        return picture;
    }

    /// <summary>All pixels, luma first.</summary>
    public static byte[] Pixels(YuvPlanes picture)
    {
        var bytes = new List<byte>(picture.Width * picture.Height * 3 / 2);
        for (var row = 0; row < picture.Height; row++)
        {
            bytes.AddRange(picture.View.YRow(row));
        }
        for (var row = 0; row < picture.Height / 2; row++)
        {
            bytes.AddRange(picture.View.URow(row));
            bytes.AddRange(picture.View.VRow(row));
        }
        return [.. bytes];
    }

    public static FaceState RandomFace(Random random)
    {
        float Unit() => random.NextSingle();
        float Signed() => 2 * random.NextSingle() - 1;
        float Seldom() => random.Next(3) == 0 ? random.NextSingle() : 0;
        return new FaceState
        {
            Jaw = Unit(), Width = Signed(), Closure = Seldom(), FV = Seldom(), TH = Seldom(), L = Seldom(), SZ = Seldom(), CH = Seldom(),
            Smile = Unit(), Lid = Unit(), GazeX = Signed(), GazeY = Signed(), Brow = Signed(),
            Yaw = 4 * Signed(), Pitch = 4 * Signed(), Roll = 4 * Signed(), Breath = Unit(),
        };
    }
}
