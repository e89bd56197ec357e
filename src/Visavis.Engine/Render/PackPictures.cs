using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Render;

/// <summary>Reads a pack's pictures and holds them to the size and kind they should have.</summary>
internal static class PackPictures
{
    /// <summary>A colour picture as 4:2:0 planes.</summary>
    public static YuvPlanes Colour(AvatarPack pack, string path, int width, int height)
    {
        var picture = Read(pack, path, width, height);
        if (picture.Channels < 3)
        {
            throw pack.Broken($"should have a colour picture in {Name(pack, path)}");
        }
        var planes = new YuvPlanes(width, height);
        YuvKernels.FromRgb(picture.Samples, picture.Channels, planes);
        return planes;
    }

    /// <summary>A mask of the whole picture, 0 to 255.</summary>
    public static byte[] Mask(AvatarPack pack, string path)
    {
        var picture = Read(pack, path, pack.Width, pack.Height);
        return picture.Channels == 1 && picture.Samples.Length > 0
            ? picture.Samples : throw pack.Broken($"should have an 8-bit grey picture in {Name(pack, path)}");
    }

    /// <summary>The 16-bit samples of the pack's depth picture.</summary>
    public static ushort[] Depth(AvatarPack pack)
    {
        var path = pack.FilePath("depth");
        var picture = Read(pack, path, pack.Width, pack.Height);
        return picture.DeepSamples.Length > 0
            ? picture.DeepSamples : throw pack.Broken($"should have a 16-bit grey picture in {Name(pack, path)}");
    }

    private static PictureFile Read(AvatarPack pack, string path, int width, int height)
    {
        try
        {
            var picture = PictureFile.Read(path);
            return picture.Width == width && picture.Height == height
                ? picture : throw pack.Broken($"should have a picture of {width} x {height} in {Name(pack, path)}, not {picture.Width} x {picture.Height}");
        }
        catch (LibavException e)
        {
            throw pack.Broken($"has a picture {Name(pack, path)} that cannot be decoded", e);
        }
    }

    private static string Name(AvatarPack pack, string path) => Path.GetRelativePath(pack.Folder, path);
}
