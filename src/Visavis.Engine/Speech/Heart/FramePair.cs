using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Vector = System.Runtime.Intrinsics.Vector256<float>;

namespace Visavis.Engine.Speech.Heart;

/// <summary>
/// Real spectra of two frames from one complex transform, one frame as its real part and one as its imaginary part, and back.
/// Saves half of the transforms, and the twiddling that halving a real transform would need.
/// </summary>
internal sealed class FramePair
{
    private const int Size = Fft1200.Size;
    private const int Bins = SpectralRow.Bins;

    private static readonly Vector256<int> Reversed = Vector256.Create(7, 6, 5, 4, 3, 2, 1, 0);

    private readonly Fft1200 _fft = new();

    // One more than the transform: the bin behind the last is the first again.
    private readonly float[] _re = new float[Size + 1];
    private readonly float[] _im = new float[Size + 1];

    /// <summary>1,200 samples of the first frame; overwritten by the transforms.</summary>
    public Span<float> First => _re.AsSpan(0, Size);

    /// <summary>1,200 samples of the second frame.</summary>
    public Span<float> Second => _im.AsSpan(0, Size);

    public Spectrum FirstBins { get; } = new();

    public Spectrum SecondBins { get; } = new();

    /// <summary>Samples to bins, twice their size (the halving is left to the window).</summary>
    public void ToSpectra()
    {
        _fft.Forward(First, Second);
        (_re[Size], _im[Size]) = (_re[0], _im[0]);
        var k = Vector256.IsHardwareAccelerated ? SplitVectors() : 0;
        for (; k < Bins; k++)
        {
            var (xr, xi, yr, yi) = (_re[k], _im[k], _re[Size - k], _im[Size - k]);
            (FirstBins.Re[k], FirstBins.Im[k]) = (xr + yr, xi - yi);
            (SecondBins.Re[k], SecondBins.Im[k]) = (xi + yi, yr - xr);
        }
    }

    /// <summary>Bins to samples, 1,200 times their size (the division is left to the window).</summary>
    public void ToSamples()
    {
        // The first and the last bin of a real signal are real; the network does not know that.
        FirstBins.Im[0] = SecondBins.Im[0] = FirstBins.Im[Bins - 1] = SecondBins.Im[Bins - 1] = 0;
        var k = Vector256.IsHardwareAccelerated ? MergeVectors() : 0;
        for (; k < Bins; k++)
        {
            var (ar, ai, br, bi) = (FirstBins.Re[k], FirstBins.Im[k], SecondBins.Re[k], SecondBins.Im[k]);
            (_re[k], _im[k]) = (ar - bi, ai + br);
            (_re[Size - k], _im[Size - k]) = (ar + bi, br - ai);
        }
        _fft.Forward(Second, First);
    }

    private int SplitVectors()
    {
        var k = 0;
        for (; k <= Bins - 1 - Vector.Count; k += Vector.Count)
        {
            var (xr, xi) = (Load(_re, k), Load(_im, k));
            var (yr, yi) = (LoadReversed(_re, Size - k), LoadReversed(_im, Size - k));
            (xr + yr).CopyTo(FirstBins.Re, k);
            (xi - yi).CopyTo(FirstBins.Im, k);
            (xi + yi).CopyTo(SecondBins.Re, k);
            (yr - xr).CopyTo(SecondBins.Im, k);
        }
        return k;
    }

    private int MergeVectors()
    {
        var k = 0;
        for (; k <= Bins - 1 - Vector.Count; k += Vector.Count)
        {
            var (ar, ai) = (Load(FirstBins.Re, k), Load(FirstBins.Im, k));
            var (br, bi) = (Load(SecondBins.Re, k), Load(SecondBins.Im, k));
            (ar - bi).CopyTo(_re, k);
            (ai + br).CopyTo(_im, k);
            StoreReversed(ar + bi, _re, Size - k);
            StoreReversed(br - ai, _im, Size - k);
        }
        return k;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector Load(float[] array, int at) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(array), (nuint)at);

    /// <summary>Elements <paramref name="last"/>, last - 1, … last - 7.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector LoadReversed(float[] array, int last) => Vector256.Shuffle(Load(array, last - Vector.Count + 1), Reversed);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreReversed(Vector value, float[] array, int last) =>
        Vector256.Shuffle(value, Reversed).CopyTo(array, last - Vector.Count + 1);

    /// <summary>Bins of one real frame.</summary>
    internal sealed class Spectrum
    {
        public float[] Re { get; } = new float[Bins];

        public float[] Im { get; } = new float[Bins];
    }
}
