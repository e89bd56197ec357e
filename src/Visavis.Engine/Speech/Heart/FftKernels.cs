using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Visavis.Engine.Speech.Heart;

/// <summary>The passes of <see cref="Fft1200"/> on eight floats at a time; their scalar twin is <see cref="Fft1200.ForwardScalar"/>.</summary>
internal static class FftKernels
{
    private const int Lanes = 8;

    /// <summary>First pass, stride 1: eight neighbouring groups at a time, their 64 results transposed into order.</summary>
    public static void FirstEight(
        Fft1200.Stage stage, ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi)
    {
        Span<Vector> re = stackalloc Vector[Lanes];
        Span<Vector> im = stackalloc Vector[Lanes];
        for (var p = 0; p < stage.Groups; p += Lanes)
        {
            // 150 groups are not a multiple of eight: the last pass does some again.
            var group = Math.Min(p, stage.Groups - Lanes);
            for (var leg = 0; leg < Lanes; leg++)
            {
                re[leg] = Vector256.Create(xr[(group + stage.Groups * leg)..]);
                im[leg] = Vector256.Create(xi[(group + stage.Groups * leg)..]);
            }
            Eight(re, im);
            for (var leg = 1; leg < Lanes; leg++)
            {
                var tr = Vector256.Create(stage.Re[(leg * stage.Groups + group)..]);
                var ti = Vector256.Create(stage.Im[(leg * stage.Groups + group)..]);
                (re[leg], im[leg]) = Times(re[leg], im[leg], tr, ti);
            }
            Transpose(re);
            Transpose(im);
            MemoryMarshal.Cast<Vector, float>(re).CopyTo(yr[(Lanes * group)..]);
            MemoryMarshal.Cast<Vector, float>(im).CopyTo(yi[(Lanes * group)..]);
        }
    }

    /// <summary>A pass of five legs; the stride is a multiple of eight.</summary>
    public static void Five(
        Fft1200.Stage stage, ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi)
    {
        const float C1 = 0.309016994f, C2 = -0.809016994f, S1 = 0.951056516f, S2 = 0.587785252f;
        ref var fromRe = ref MemoryMarshal.GetReference(xr);
        ref var fromIm = ref MemoryMarshal.GetReference(xi);
        ref var toRe = ref MemoryMarshal.GetReference(yr);
        ref var toIm = ref MemoryMarshal.GetReference(yi);
        var step = (nuint)(stage.Stride * stage.Groups);
        var stride = (nuint)stage.Stride;
        for (var p = 0; p < stage.Groups; p++)
        {
            var (t1r, t1i) = Twiddle(stage, p, 1);
            var (t2r, t2i) = Twiddle(stage, p, 2);
            var (t3r, t3i) = Twiddle(stage, p, 3);
            var (t4r, t4i) = Twiddle(stage, p, 4);
            for (var q = 0; q < stage.Stride; q += Lanes)
            {
                var from = (nuint)(p * stage.Stride + q);
                var to = (nuint)(5 * p * stage.Stride + q);
                var r0 = Vector256.LoadUnsafe(ref fromRe, from);
                var i0 = Vector256.LoadUnsafe(ref fromIm, from);
                var (r1, r2, r3, r4) = Load4(ref fromRe, from, step);
                var (i1, i2, i3, i4) = Load4(ref fromIm, from, step);
                var (sr1, dr1, sr2, dr2) = (r1 + r4, r1 - r4, r2 + r3, r2 - r3);
                var (si1, di1, si2, di2) = (i1 + i4, i1 - i4, i2 + i3, i2 - i3);
                Vector256.StoreUnsafe(r0 + sr1 + sr2, ref toRe, to);
                Vector256.StoreUnsafe(i0 + si1 + si2, ref toIm, to);
                var (ar, ai) = (Mix(r0, sr1, C1, sr2, C2), Mix(i0, si1, C1, si2, C2));
                var (br, bi) = (Mix(r0, sr1, C2, sr2, C1), Mix(i0, si1, C2, si2, C1));
                var (cr, ci) = (Mix(Vector.Zero, dr1, S1, dr2, S2), Mix(Vector.Zero, di1, S1, di2, S2));
                var (er, ei) = (Mix(Vector.Zero, dr1, S2, dr2, -S1), Mix(Vector.Zero, di1, S2, di2, -S1));
                Store(ar + ci, ai - cr, t1r, t1i, ref toRe, ref toIm, to + stride);
                Store(br + ei, bi - er, t2r, t2i, ref toRe, ref toIm, to + 2 * stride);
                Store(br - ei, bi + er, t3r, t3i, ref toRe, ref toIm, to + 3 * stride);
                Store(ar - ci, ai + cr, t4r, t4i, ref toRe, ref toIm, to + 4 * stride);
            }
        }
    }

    /// <summary>The last pass: six legs, one group, no twiddle factors.</summary>
    public static void LastSix(
        Fft1200.Stage stage, ReadOnlySpan<float> xr, ReadOnlySpan<float> xi, Span<float> yr, Span<float> yi)
    {
        ref var fromRe = ref MemoryMarshal.GetReference(xr);
        ref var fromIm = ref MemoryMarshal.GetReference(xi);
        ref var toRe = ref MemoryMarshal.GetReference(yr);
        ref var toIm = ref MemoryMarshal.GetReference(yi);
        var step = (nuint)stage.Stride;
        for (nuint q = 0; q < step; q += Lanes)
        {
            // Six legs are two interleaved triples (0 2 4 and 3 5 1), whose results meet in pairs.
            var (e0r, e0i, e1r, e1i, e2r, e2i) = Three(ref fromRe, ref fromIm, q, q + 2 * step, q + 4 * step);
            var (o0r, o0i, o1r, o1i, o2r, o2i) = Three(ref fromRe, ref fromIm, q + 3 * step, q + 5 * step, q + step);
            Vector256.StoreUnsafe(e0r + o0r, ref toRe, q);
            Vector256.StoreUnsafe(e0i + o0i, ref toIm, q);
            Vector256.StoreUnsafe(e1r - o1r, ref toRe, q + step);
            Vector256.StoreUnsafe(e1i - o1i, ref toIm, q + step);
            Vector256.StoreUnsafe(e2r + o2r, ref toRe, q + 2 * step);
            Vector256.StoreUnsafe(e2i + o2i, ref toIm, q + 2 * step);
            Vector256.StoreUnsafe(e0r - o0r, ref toRe, q + 3 * step);
            Vector256.StoreUnsafe(e0i - o0i, ref toIm, q + 3 * step);
            Vector256.StoreUnsafe(e1r + o1r, ref toRe, q + 4 * step);
            Vector256.StoreUnsafe(e1i + o1i, ref toIm, q + 4 * step);
            Vector256.StoreUnsafe(e2r - o2r, ref toRe, q + 5 * step);
            Vector256.StoreUnsafe(e2i - o2i, ref toIm, q + 5 * step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector, Vector, Vector, Vector, Vector, Vector) Three(ref float re, ref float im, nuint a, nuint b, nuint c)
    {
        const float HalfRoot3 = 0.866025404f;
        var (r0, r1, r2) = (Vector256.LoadUnsafe(ref re, a), Vector256.LoadUnsafe(ref re, b), Vector256.LoadUnsafe(ref re, c));
        var (i0, i1, i2) = (Vector256.LoadUnsafe(ref im, a), Vector256.LoadUnsafe(ref im, b), Vector256.LoadUnsafe(ref im, c));
        var (sr, si) = (r1 + r2, i1 + i2);
        var (dr, di) = ((r1 - r2) * HalfRoot3, (i1 - i2) * HalfRoot3);
        var (mr, mi) = (r0 - sr * 0.5f, i0 - si * 0.5f);
        return (r0 + sr, i0 + si, mr + di, mi - dr, mr - di, mi + dr);
    }

    /// <summary>Eight-point transforms down the columns of eight vectors, in place and in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Eight(Span<Vector> re, Span<Vector> im)
    {
        const float HalfRoot = 0.707106781f;
        var (e0r, e0i, e1r, e1i, e2r, e2i, e3r, e3i) = Four(re[0], im[0], re[2], im[2], re[4], im[4], re[6], im[6]);
        var (o0r, o0i, o1r, o1i, o2r, o2i, o3r, o3i) = Four(re[1], im[1], re[3], im[3], re[5], im[5], re[7], im[7]);
        // Odd legs turned by -45°, -90° and -135°.
        (o1r, o1i) = ((o1r + o1i) * HalfRoot, (o1i - o1r) * HalfRoot);
        (o2r, o2i) = (o2i, -o2r);
        (o3r, o3i) = ((o3i - o3r) * HalfRoot, (-o3r - o3i) * HalfRoot);
        (re[0], im[0], re[4], im[4]) = (e0r + o0r, e0i + o0i, e0r - o0r, e0i - o0i);
        (re[1], im[1], re[5], im[5]) = (e1r + o1r, e1i + o1i, e1r - o1r, e1i - o1i);
        (re[2], im[2], re[6], im[6]) = (e2r + o2r, e2i + o2i, e2r - o2r, e2i - o2i);
        (re[3], im[3], re[7], im[7]) = (e3r + o3r, e3i + o3i, e3r - o3r, e3i - o3i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector, Vector, Vector, Vector, Vector, Vector, Vector, Vector) Four(
        Vector r0, Vector i0, Vector r1, Vector i1, Vector r2, Vector i2, Vector r3, Vector i3)
    {
        var (ar, ai, br, bi) = (r0 + r2, i0 + i2, r0 - r2, i0 - i2);
        var (cr, ci, dr, di) = (r1 + r3, i1 + i3, r1 - r3, i1 - i3);
        return (ar + cr, ai + ci, br + di, bi - dr, ar - cr, ai - ci, br - di, bi + dr);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(Span<Vector> rows)
    {
        var (a0, a1) = (Avx.UnpackLow(rows[0], rows[1]), Avx.UnpackHigh(rows[0], rows[1]));
        var (a2, a3) = (Avx.UnpackLow(rows[2], rows[3]), Avx.UnpackHigh(rows[2], rows[3]));
        var (a4, a5) = (Avx.UnpackLow(rows[4], rows[5]), Avx.UnpackHigh(rows[4], rows[5]));
        var (a6, a7) = (Avx.UnpackLow(rows[6], rows[7]), Avx.UnpackHigh(rows[6], rows[7]));
        var (b0, b1) = (Avx.Shuffle(a0, a2, 0x44), Avx.Shuffle(a0, a2, 0xEE));
        var (b2, b3) = (Avx.Shuffle(a1, a3, 0x44), Avx.Shuffle(a1, a3, 0xEE));
        var (b4, b5) = (Avx.Shuffle(a4, a6, 0x44), Avx.Shuffle(a4, a6, 0xEE));
        var (b6, b7) = (Avx.Shuffle(a5, a7, 0x44), Avx.Shuffle(a5, a7, 0xEE));
        (rows[0], rows[4]) = (Avx.Permute2x128(b0, b4, 0x20), Avx.Permute2x128(b0, b4, 0x31));
        (rows[1], rows[5]) = (Avx.Permute2x128(b1, b5, 0x20), Avx.Permute2x128(b1, b5, 0x31));
        (rows[2], rows[6]) = (Avx.Permute2x128(b2, b6, 0x20), Avx.Permute2x128(b2, b6, 0x31));
        (rows[3], rows[7]) = (Avx.Permute2x128(b3, b7, 0x20), Avx.Permute2x128(b3, b7, 0x31));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Mix(Vector start, Vector a, float ca, Vector b, float cb) =>
        Vector256.MultiplyAddEstimate(b, Vector256.Create(cb), Vector256.MultiplyAddEstimate(a, Vector256.Create(ca), start));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector, Vector, Vector, Vector) Load4(ref float source, nuint from, nuint step) => (
        Vector256.LoadUnsafe(ref source, from + step),
        Vector256.LoadUnsafe(ref source, from + 2 * step),
        Vector256.LoadUnsafe(ref source, from + 3 * step),
        Vector256.LoadUnsafe(ref source, from + 4 * step));

    private static (Vector Re, Vector Im) Twiddle(Fft1200.Stage stage, int group, int leg)
    {
        var (re, im) = stage.Twiddle(group, leg);
        return (Vector256.Create(re), Vector256.Create(im));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector Re, Vector Im) Times(Vector re, Vector im, Vector tr, Vector ti) =>
        (re * tr - im * ti, Vector256.MultiplyAddEstimate(re, ti, im * tr));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector re, Vector im, Vector tr, Vector ti, ref float toRe, ref float toIm, nuint at)
    {
        var (r, i) = Times(re, im, tr, ti);
        Vector256.StoreUnsafe(r, ref toRe, at);
        Vector256.StoreUnsafe(i, ref toIm, at);
    }
}
