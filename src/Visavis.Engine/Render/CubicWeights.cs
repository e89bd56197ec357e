using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Visavis.Engine.Render;

/// <summary>
/// The weights of a four-tap cubic at a position between the second and third tap, in 1/64, their sum exactly 64. Used both
/// for the head's warp and for patches, so that everything on the face is equally sharp.
/// </summary>
internal static unsafe class CubicWeights
{
    /// <summary>Fractional bits of a weight.</summary>
    public const int Bits = 6;

    public const int One = 1 << Bits;

    /// <summary>
    /// Slope of the kernel at its neighbours, in hundredths. With Catmull-Rom's 50 a moving face keeps 91 % of its finest
    /// detail (mean Laplacian, Nora), with 60 it keeps 94 %, and rings no more than one can see.
    /// </summary>
    private const int Sharpness = 60;

    /// <summary>Bits of a step of <see cref="Steps"/>.</summary>
    public const int StepBits = 6;

    /// <summary>
    /// The weights in the middle of 64 steps from one pixel to the next, 64 of the first tap, then of the second and so on: a vector of 64
    /// bytes each, in which a permutation looks them up. From a boundary of 64 bytes on.
    /// </summary>
    public static readonly sbyte* Steps = FillSteps();

    // Seven bits below a weight inside the polynomials, for Q15 multiplies.
    private const int GuardBits = 7;
    private const int Unit = One << GuardBits;
    private const short Outer = Sharpness * Unit / 100;
    private const short Square = (short)(3 * Unit - 2 * Outer), Cube = (short)(2 * Unit - Outer);

    /// <summary>Weights for a Q15 fraction.</summary>
    public static void At(int t, Span<int> weights)
    {
        const int guard = 1 << (GuardBits - 1);
        var u = short.MaxValue - t;
        weights[0] = -((Multiply(Multiply(t, Multiply(u, u)), Outer) + guard) >> GuardBits);
        weights[3] = -((Multiply(Multiply(u, Multiply(t, t)), Outer) + guard) >> GuardBits);
        weights[2] = (Multiply(t, Outer + Multiply(t, Square - Multiply(t, Cube))) + guard) >> GuardBits;
        weights[1] = One - weights[0] - weights[2] - weights[3];
    }

    /// <summary>The same for sixteen fractions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void At(Vector256<short> t, out Vector256<short> w0, out Vector256<short> w1, out Vector256<short> w2, out Vector256<short> w3)
    {
        var guard = Vector256.Create((short)(1 << (GuardBits - 1)));
        var u = Vector256.Create(short.MaxValue) - t;
        var outer = Vector256.Create(Outer);
        w0 = -((Multiply(Multiply(t, Multiply(u, u)), outer) + guard) >> GuardBits);
        w3 = -((Multiply(Multiply(u, Multiply(t, t)), outer) + guard) >> GuardBits);
        var cubic = Vector256.Create(Square) - Multiply(t, Vector256.Create(Cube));
        w2 = (Multiply(t, outer + Multiply(t, cubic)) + guard) >> GuardBits;
        w1 = Vector256.Create((short)One) - w0 - w2 - w3;
    }

    private static sbyte* FillSteps()
    {
        const int steps = 1 << StepBits;
        var table = (sbyte*)NativeMemory.AlignedAlloc(4 * steps, 64);
        Span<int> weights = stackalloc int[4];
        for (var step = 0; step < steps; step++)
        {
            At(((2 * step) + 1) << (14 - StepBits), weights);
            for (var tap = 0; tap < 4; tap++)
            {
                table[tap * steps + step] = (sbyte)weights[tap];
            }
        }
        return table;
    }

    private static int Multiply(int a, int b) => (a * b + (1 << 14)) >> 15;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Multiply(Vector256<short> a, Vector256<short> b) => Avx2.MultiplyHighRoundScale(a, b);
}
