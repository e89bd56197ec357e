using System.Runtime.CompilerServices;

namespace Visavis.Engine.Render;

/// <summary>
/// RGB to YUV 4:2:0, BT.709, limited range. Runs only while a pack is loaded, a small part
/// of decoding its pictures, so there is no vector version.
/// </summary>
internal static unsafe class YuvKernels
{
    /// <summary>Fixed point of the coefficients below: 16 fractional bits.</summary>
    private const int Shift = 16;

    // ITU-R BT.709: Y' = Kr R + Kg G + Kb B, scaled to 219 steps above 16 and 224 steps round 128.
    private const double Kr = 0.2126, Kb = 0.0722, Kg = 1 - Kr - Kb;
    private const double LumaScale = 219.0 / 255, ChromaScale = 224.0 / 255;
    private const int YR = (int)(Kr * LumaScale * (1 << Shift) + .5);
    private const int YB = (int)(Kb * LumaScale * (1 << Shift) + .5);
    private const int YG = (int)(LumaScale * (1 << Shift) + .5) - YR - YB;
    private const int UB = (int)(.5 * ChromaScale * (1 << Shift) + .5);
    private const int UR = -(int)(.5 * Kr / (1 - Kb) * ChromaScale * (1 << Shift) + .5);
    private const int UG = -UB - UR;
    private const int VR = UB;
    private const int VB = -(int)(.5 * Kb / (1 - Kr) * ChromaScale * (1 << Shift) + .5);
    private const int VG = -VR - VB;

    public static byte Luma(int r, int g, int b) => (byte)(16 + ((YR * r + YG * g + YB * b + (1 << (Shift - 1))) >> Shift));

    /// <summary>
    /// Fills <paramref name="target"/> from interleaved pixels of <paramref name="channels"/> bytes (RGB first). A chroma
    /// sample is the mean of its own four pixels alone, so a patch cut at even pixels converts as it does in the whole picture.
    /// </summary>
    public static void FromRgb(ReadOnlySpan<byte> rgb, int channels, YuvPlanes target)
    {
        var stride = target.Width * channels;
        for (var y = 0; y < target.Height; y += 2)
        {
            var upper = rgb.Slice(y * stride, stride);
            var lower = rgb.Slice((y + 1) * stride, stride);
            RowPair(upper, lower, channels, target, y);
        }
        target.FillMargins();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RowPair(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int channels, YuvPlanes target, int y)
    {
        var yUpper = target.Y + (nint)y * target.YStride;
        var yLower = yUpper + target.YStride;
        var u = target.U + (nint)(y / 2) * target.CStride;
        var v = target.V + (nint)(y / 2) * target.CStride;
        for (var x = 0; x < target.Width; x += 2)
        {
            int left = x * channels, right = left + channels;
            yUpper[x] = Luma(upper[left], upper[left + 1], upper[left + 2]);
            yUpper[x + 1] = Luma(upper[right], upper[right + 1], upper[right + 2]);
            yLower[x] = Luma(lower[left], lower[left + 1], lower[left + 2]);
            yLower[x + 1] = Luma(lower[right], lower[right + 1], lower[right + 2]);
            var r = upper[left] + upper[right] + lower[left] + lower[right];
            var g = upper[left + 1] + upper[right + 1] + lower[left + 1] + lower[right + 1];
            var b = upper[left + 2] + upper[right + 2] + lower[left + 2] + lower[right + 2];
            u[x / 2] = Chroma(UR * r + UG * g + UB * b);
            v[x / 2] = Chroma(VR * r + VG * g + VB * b);
        }
    }

    private static byte Chroma(int sumOfFour) => (byte)(128 + ((sumOfFour + (1 << (Shift + 1))) >> (Shift + 2)));
}
