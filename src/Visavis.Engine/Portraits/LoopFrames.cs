using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>The frames of a loop's stretch of the clip in a temporary file, since a loop needs them in any order and memory is short.</summary>
internal sealed class LoopFrames : IDisposable
{
    private const int FrameBytes = ClipGraph.Width * ClipGraph.Height * 3 / 2;

    private readonly FileStream _file;
    private readonly int _first;
    private readonly byte[] _other = new byte[FrameBytes];

    private LoopFrames(string path, int first)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
        _first = first;
    }

    /// <summary>Decodes the clip once more and keeps the frames that <paramref name="plan"/> uses.</summary>
    public static async Task<LoopFrames> ReadAsync(ClipDecoder decoder, string clip, LoopPlan plan, string path, CancellationToken cancellation)
    {
        var frames = new LoopFrames(path, plan.From);
        try
        {
            var index = 0;
            await foreach (var picture in decoder.DecodeAsync(clip, cancellation).ConfigureAwait(false))
            {
                if (index >= plan.From)
                {
                    await frames._file.WriteAsync(picture.Planes, cancellation).ConfigureAwait(false);
                }
                if (++index == plan.To)
                {
                    return frames;
                }
            }
            throw new InvalidDataException("The clip gave fewer frames when it was decoded again.");
        }
        catch
        {
            frames.Dispose();
            throw;
        }
    }

    /// <summary>A frame of the clip by its number.</summary>
    public I420Picture this[int frame]
    {
        get
        {
            var planes = new byte[FrameBytes];
            Read(frame, planes);
            return new I420Picture(planes, ClipGraph.Width, ClipGraph.Height);
        }
    }

    /// <summary>What is played: a frame, or two of them laid over each other.</summary>
    public void Read(PlayedFrame played, byte[] planes)
    {
        Read(played.First, planes);
        if (played.Share > 0)
        {
            Read(played.Second, _other);
            Mix(planes, _other, (int)(played.Share * 256 + .5f));
        }
    }

    public void Dispose() => _file.Dispose();

    public void Read(int frame, byte[] planes)
    {
        var offset = (long)(frame - _first) * FrameBytes;
        for (var read = 0; read < FrameBytes;)
        {
            var some = RandomAccess.Read(_file.SafeFileHandle, planes.AsSpan(read, FrameBytes - read), offset + read);
            read += some > 0 ? some : throw new EndOfStreamException("The loop's temporary file is too short.");
        }
    }

    private static void Mix(byte[] planes, byte[] other, int share)
    {
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = (byte)((planes[i] * (256 - share) + other[i] * share + 128) >> 8);
        }
    }
}
