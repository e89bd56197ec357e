using Visavis.Engine.Media;

namespace Visavis.Engine.Encode;

/// <summary>One access unit as the muxer takes it: AVCC for H.264 (4-byte lengths, no parameter sets), raw AAC for sound.</summary>
/// <param name="Time">Presentation time; also decode time, since there are no B frames.</param>
/// <param name="Duration">1,920 samples for a picture, 1,024 for sound.</param>
/// <param name="IsKey">Whether decoding can begin here.</param>
/// <param name="Data">The bytes; valid until the encoder's next call.</param>
public readonly record struct EncodedSample(MediaTime Time, MediaTime Duration, bool IsKey, ReadOnlyMemory<byte> Data);
