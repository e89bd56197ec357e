namespace Visavis.Engine.Lipsync;

/// <summary>
/// Smooth random motion that never comes again: gradient noise on one axis (Perlin, 2002), whose slopes are a hash of seed and place. Mean 0,
/// mostly within ±1.
/// </summary>
internal readonly struct SmoothNoise(uint seed)
{
    /// <summary>Value at a place; unit steps of <paramref name="x"/> are about half a wave.</summary>
    public double At(double x)
    {
        var cell = Math.Floor(x);
        var t = x - cell;
        var (left, right) = (Slope((long)cell) * t, Slope((long)cell + 1) * (t - 1));
        // The fifth-degree blend has no jump in its second derivative: what it moves never jerks.
        var blend = t * t * t * (t * (t * 6 - 15) + 10);
        return 2.4 * (left + blend * (right - left));
    }

    /// <summary>−1 to 1.</summary>
    private double Slope(long cell)
    {
        // MurmurHash3's finaliser (Appleby): weaker mixes of a counter nearly repeat after some steps, and so would the motion.
        var hash = (uint)cell + seed * 2654435769u;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        hash ^= hash >> 16;
        return hash / (double)uint.MaxValue * 2 - 1;
    }
}
