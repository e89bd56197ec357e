namespace Visavis.Engine.Hls;

/// <summary>The tags of the master playlist that come from the encoders (RFC 8216bis 4.4.6.2).</summary>
/// <param name="VideoCodec">RFC 6381, such as avc1.64001f.</param>
/// <param name="AudioCodec">RFC 6381, mp4a.40.2.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bandwidth">Ceiling in bits a second: video, sound and boxes.</param>
/// <param name="AverageBandwidth">Expected mean in bits a second.</param>
public sealed record HlsParameters(string VideoCodec, string AudioCodec, int Width, int Height, int Bandwidth, int AverageBandwidth);
