using Visavis.Engine.Native;

namespace Visavis.Engine.Media;

/// <summary>
/// Decodes H.264 of our own making, as packs hold it (Annex B, no B pictures): one access unit in, its picture out. Strangers' films never come
/// here. Holds some 10 MiB at 720p. Not thread-safe.
/// </summary>
internal sealed unsafe class H264Decoder : IDisposable
{
    private readonly CodecContextHandle _context;
    private readonly FrameHandle _frame = new();
    private readonly PacketHandle _packet = new();

    /// <exception cref="LibavException">This libavcodec has no H.264.</exception>
    public H264Decoder()
    {
        LibavLayout.RequireKnownVersion();
        var codec = LibavMethods.avcodec_find_decoder_by_name("h264");
        if (codec == 0)
        {
            throw new LibavException("This libavcodec has no H.264 decoder: install Debian's libavcodec59, which has.");
        }
        _context = new CodecContextHandle(codec);
        _context.Set("threads", "1");
        // A picture comes out with its own unit instead of some later.
        _context.Set("flags", "+low_delay");
        LibavError.ThrowIfError(LibavMethods.avcodec_open2(_context, codec, 0), "avcodec_open2 h264");
    }

    /// <summary>The unit's picture; valid until the next call.</summary>
    /// <exception cref="LibavException">The unit is damaged, gives no picture, or one that is not 4:2:0 of 8 bits.</exception>
    public YuvPicture Decode(ReadOnlySpan<byte> unit)
    {
        LibavError.ThrowIfError(LibavMethods.av_new_packet(_packet, unit.Length), "av_new_packet");
        try
        {
            unit.CopyTo(LibavLayout.Bytes(_packet));
            LibavError.ThrowIfError(LibavMethods.avcodec_send_packet(_context, _packet), "avcodec_send_packet h264");
            LibavError.ThrowIfError(LibavMethods.avcodec_receive_frame(_context, _frame), "avcodec_receive_frame h264");
        }
        finally
        {
            LibavMethods.av_packet_unref(_packet);
        }
        return LibavLayout.Format(_frame) == LibavLayout.PixelYuv420 ? Picture : throw new LibavException("The picture is not 4:2:0 of 8 bits.");
    }

    public void Dispose()
    {
        _context.Dispose();
        _frame.Dispose();
        _packet.Dispose();
    }

    private YuvPicture Picture => new(
        LibavLayout.Data(_frame, 0), LibavLayout.Stride(_frame, 0), LibavLayout.Data(_frame, 1), LibavLayout.Stride(_frame, 1),
        LibavLayout.Data(_frame, 2), LibavLayout.Stride(_frame, 2), LibavLayout.Width(_frame), LibavLayout.Height(_frame));
}
