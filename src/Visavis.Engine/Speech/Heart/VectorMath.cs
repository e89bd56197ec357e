using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// Elementary functions on eight floats, good to about 2e-7 of full scale. The runtime's own Vector256.Exp and SinCos widen to double
/// and take three to five times as long.
/// </summary>
internal static class VectorMath
{
    /// <summary>e^x for x between -87 and 88; smaller x gives the smallest normal number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        var t = Vector256.Max(x, Vector256.Create(-87f)) * 1.44269504f;
        var whole = Vector256.Round(t);
        // The low part of log2(e) keeps the fraction exact to the last bit for large |x|.
        var f = Vector256.MultiplyAddEstimate(x, Vector256.Create(1.92596299e-8f), t - whole);
        // Taylor series of 2^f on ±1/2.
        var p = Vector256.Create(1.54035304e-4f);
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(1.33335581e-3f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(9.61812911e-3f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(5.55041087e-2f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(2.40226507e-1f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256.Create(6.93147181e-1f));
        p = Vector256.MultiplyAddEstimate(p, f, Vector256<float>.One);
        return (p.AsInt32() + (Vector256.ConvertToInt32(whole) << 23)).AsSingle();
    }

    /// <summary>Hyperbolic tangent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var bounded = Vector256.Min(Vector256.Max(x, Vector256.Create(-10f)), Vector256.Create(10f));
        return Vector256<float>.One - Vector256.Create(2f) / (Exp(bounded + bounded) + Vector256<float>.One);
    }

    /// <summary>Sine and cosine of an angle given in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector256<float> Sin, Vector256<float> Cos) SinCosOfTurns(Vector256<float> turns)
    {
        var quarter = Vector256.Round(turns * 4);
        var x = Vector256.MultiplyAddEstimate(quarter, Vector256.Create(-0.25f), turns) * MathF.Tau;
        var square = x * x;
        // Taylor series on ±π/4.
        var s = Vector256.MultiplyAddEstimate(square, Vector256.Create(2.75573192e-6f), Vector256.Create(-1.98412698e-4f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(8.33333333e-3f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(-1.66666667e-1f));
        s = Vector256.MultiplyAddEstimate(s * square, x, x);
        var c = Vector256.MultiplyAddEstimate(square, Vector256.Create(2.48015873e-5f), Vector256.Create(-1.38888889e-3f));
        c = Vector256.MultiplyAddEstimate(c, square, Vector256.Create(4.16666667e-2f));
        c = Vector256.MultiplyAddEstimate(c, square, Vector256.Create(-0.5f));
        c = Vector256.MultiplyAddEstimate(c, square, Vector256<float>.One);
        var quadrant = Vector256.ConvertToInt32(quarter);
        var swap = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.One).AsSingle();
        var sinSign = ((quadrant & Vector256.Create(2)) << 30).AsSingle();
        var cosSign = (((quadrant + Vector256<int>.One) & Vector256.Create(2)) << 30).AsSingle();
        return (Vector256.ConditionalSelect(swap, c, s) ^ sinSign, Vector256.ConditionalSelect(swap, s, c) ^ cosSign);
    }

    /// <summary>Sine of an angle given in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> SinOfTurns(Vector256<float> turns)
    {
        var half = Vector256.Round(turns * 2);
        var x = Vector256.MultiplyAddEstimate(half, Vector256.Create(-0.5f), turns) * MathF.Tau;
        var square = x * x;
        // Taylor series on ±π/2.
        var s = Vector256.MultiplyAddEstimate(square, Vector256.Create(1.60590438e-10f), Vector256.Create(-2.50521084e-8f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(2.75573192e-6f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(-1.98412698e-4f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(8.33333333e-3f));
        s = Vector256.MultiplyAddEstimate(s, square, Vector256.Create(-1.66666667e-1f));
        s = Vector256.MultiplyAddEstimate(s * square, x, x);
        return s ^ (Vector256.ConvertToInt32(half) << 31).AsSingle();
    }
}
