using System.Text;
using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Faces;

/// <summary>The networks, loaded once, and what they are held against.</summary>
internal static class TestFaces
{
    private static readonly Lazy<FaceModels> Loaded = new(() => FaceModels.Load(AssetFolders.Faces));

    public static FaceModels Models => Loaded.Value;

    public static string Folder => Path.Combine(TestAssets.Folder, "faces");

    public static JsonElement Json(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, name)));
        return document.RootElement.Clone();
    }

    public static RgbPicture Presenter(string name) => RgbPicture.Of(PictureFile.Read(Path.Combine(AssetFolders.Avatars, name, "base.png")));

    public static FacePoints Face(RgbPicture picture) => new FaceTracker(Models).Next(picture) ?? throw new InvalidDataException("The picture shows no face.");

    /// <summary>An array of NumPy's format 1.0 as floats, whatever it holds.</summary>
    public static float[] Npy(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, "testvectors", name));
        var header = 10 + BitConverter.ToUInt16(bytes, 8);
        var kind = Encoding.ASCII.GetString(bytes, 10, header - 10);
        var data = bytes.AsSpan(header);
        return kind.Contains("'|u1'", StringComparison.Ordinal)
            ? [.. data.ToArray().Select(b => (float)b)]
            : System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(data).ToArray();
    }
}
