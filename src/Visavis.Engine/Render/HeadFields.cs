using System.Runtime.CompilerServices;

namespace Visavis.Engine.Render;

/// <summary>Reads what the head's fields are made from out of a pack.</summary>
internal static class HeadFields
{
    public static HeadField Read(AvatarPack pack)
    {
        byte[] head = [], person = [];
        float[] depth = [];
        Parallel.Invoke(
            () => head = PackPictures.Mask(pack, pack.FilePath("head")),
            () => person = PackPictures.Mask(pack, pack.FilePath("matte")),
            () => depth = Metres(pack));
        var focalPixels = pack.Number("camera", "lens_mm") / pack.Number("camera", "sensor_mm") * pack.Width;
        return new HeadFieldBuilder(pack.Width, pack.Height, focalPixels, pack.Point("neck_pivot"), depth, head, person).Build();
    }

    /// <summary>Distance from the camera by pixel; 0 where nobody is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Metres(AvatarPack pack)
    {
        var values = PackPictures.Depth(pack);
        float near = pack.Number("depth", "near"), far = pack.Number("depth", "far");
        var metres = new float[values.Length];
        for (var i = 0; i < metres.Length; i++)
        {
            // The encoding that pack.json names: 0 is nobody, 2 % is far, 100 % is near.
            metres[i] = values[i] == 0 ? 0 : far - (values[i] / 65535f - .02f) / .98f * (far - near);
        }
        return metres;
    }
}
