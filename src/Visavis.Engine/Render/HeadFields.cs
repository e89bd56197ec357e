using System.Runtime.InteropServices;
using Visavis.Engine.Media;

namespace Visavis.Engine.Render;

/// <summary>Reads what the head's fields are made from out of a pack.</summary>
internal static class HeadFields
{
    public static HeadField Read(AvatarPack pack)
    {
        byte[] head = [], person = [];
        float[] depth = [];
        Parallel.Invoke(
            () => head = Mask(pack, "head"),
            () => person = Mask(pack, "matte"),
            () => depth = Depth(pack));
        var focalPixels = pack.Number("camera", "lens_mm") / pack.Number("camera", "sensor_mm") * pack.Width;
        return new HeadFieldBuilder(pack.Width, pack.Height, focalPixels, pack.Point("neck_pivot"), depth, head, person).Build();
    }

    private static byte[] Mask(AvatarPack pack, string role) => Gray(pack, role, 8).Pixels;

    private static float[] Depth(AvatarPack pack)
    {
        var values = Gray(pack, "depth", 16).Pixels;
        float near = pack.Number("depth", "near"), far = pack.Number("depth", "far");
        var metres = new float[pack.Width * pack.Height];
        for (var i = 0; i < metres.Length; i++)
        {
            var value = values[2 * i] << 8 | values[2 * i + 1];
            // The encoding that pack.json names: 0 is nobody, 2 % is far, 100 % is near.
            metres[i] = value == 0 ? 0 : far - (value / 65535f - .02f) / .98f * (far - near);
        }
        return metres;
    }

    private static TempPicture Gray(AvatarPack pack, string role, int bits)
    {
        var picture = TempPng.Read(pack.FilePath(role));
        return picture.Width == pack.Width && picture.Height == pack.Height && picture.Channels == 1 && picture.Bits == bits
            ? picture : throw pack.Broken($"should have a gray picture of {pack.Width} x {pack.Height} with {bits} bits as its {role}");
    }
}
