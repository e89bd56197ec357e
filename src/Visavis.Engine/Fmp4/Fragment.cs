using Visavis.Engine.Media;

namespace Visavis.Engine.Fmp4;

/// <summary>One published part: a moof with its mdat. The bytes never change and are shared by all viewers.</summary>
/// <param name="Start">Media time of its first picture.</param>
/// <param name="Duration">Length by its pictures.</param>
/// <param name="IsIndependent">Whether it begins with an IDR picture.</param>
public sealed record Fragment(byte[] Bytes, MediaTime Start, MediaTime Duration, bool IsIndependent);
