using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Render;

/// <summary>
/// The moving pictures of a motion avatar, which play for ever, and where the base picture's face is laid over them. Immutable and
/// shared by all sessions.
/// </summary>
internal sealed unsafe class FaceLoop
{
    /// <summary>Half a minute, in one direction or back and forth.</summary>
    private const int MostFrames = 750;

    private const long MostBytes = 64 << 20;

    private FaceLoop(LoopFrame[] frames, YuvPlanes paint, long bytes) => (Frames, Paint, Bytes) = (frames, paint, bytes + paint.Bytes);

    public LoopFrame[] Frames { get; }

    /// <summary>How much of each base pixel is laid over a frame, 0 to 255: for luma in Y, for both chromas in U.</summary>
    public YuvPlanes Paint { get; }

    public long Bytes { get; }

    /// <summary>The <c>loop</c> section of a pack, or null where it has none and its base picture is all that is shown.</summary>
    /// <exception cref="InvalidDataException">Something is missing or malformed.</exception>
    public static FaceLoop? Read(AvatarPack pack)
    {
        if (!pack.HasLoop)
        {
            return null;
        }
        var path = pack.FilePath("loop", "file");
        if (new FileInfo(path).Length > MostBytes)
        {
            throw pack.Broken($"has a loop of more than {MostBytes >> 20} MiB");
        }
        var stream = File.ReadAllBytes(path);
        var frames = Cut(pack, stream);
        Try(pack, frames[0]);
        return new FaceLoop(frames, Halved(pack.Width, pack.Height, PackPictures.Mask(pack, pack.FilePath("loop", "paint"))), stream.Length);
    }

    private static LoopFrame[] Cut(AvatarPack pack, ReadOnlyMemory<byte> stream)
    {
        var (frames, at) = (new List<LoopFrame>(), 0);
        foreach (var (bytes, map, light) in pack.LoopFrames())
        {
            if (bytes <= 0 || bytes > stream.Length - at || frames.Count == MostFrames)
            {
                throw pack.Broken($"has a loop that is not as long as its file, or longer than {MostFrames} pictures");
            }
            frames.Add(new LoopFrame(stream.Slice(at, bytes), new FaceMap(map, pack.Width, pack.Height), Light(light)));
            at += bytes;
        }
        return frames.Count > 0 ? [.. frames] : throw pack.Broken("has a loop without pictures");
    }

    /// <summary>Slopes are told for the map's units of 100 pixels.</summary>
    private static FaceLight Light(float[] light) => new(light[0], light[1] / FaceMap.Unit, light[2] / FaceMap.Unit, light[3], light[4]);

    /// <summary>Decodes the first picture, so that a loop of another kind is found at load and not in a session.</summary>
    private static void Try(AvatarPack pack, LoopFrame first)
    {
        using var decoder = new H264Decoder();
        try
        {
            var picture = decoder.Decode(first.Unit.Span);
            if (picture.Width != pack.Width || picture.Height != pack.Height)
            {
                throw pack.Broken($"has a loop of {picture.Width} x {picture.Height}, but its pictures are {pack.Width} x {pack.Height}");
            }
        }
        catch (LibavException e)
        {
            throw pack.Broken("has a loop that cannot be decoded", e);
        }
    }

    /// <summary>The mask at both sizes.</summary>
    private static YuvPlanes Halved(int width, int height, byte[] mask)
    {
        var planes = new YuvPlanes(width, height);
        for (var y = 0; y < height; y++)
        {
            mask.AsSpan(y * width, width).CopyTo(planes.View.YRow(y));
        }
        for (var i = 0; i < width / 2 * (height / 2); i++)
        {
            var at = i / (width / 2) * 2 * width + i % (width / 2) * 2;
            planes.U[i / (width / 2) * planes.CStride + i % (width / 2)] = (byte)((mask[at] + mask[at + 1] + mask[at + width] + mask[at + width + 1] + 2) / 4);
        }
        planes.FillMargins();
        return planes;
    }
}
