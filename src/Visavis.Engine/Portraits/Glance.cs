using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// Turns a portrait's irises. Each goes as a disc, the white round it follows less and less up to twice its radius; lids and lashes stay. What a lid
/// hid goes on as it was at the lid.
/// </summary>
internal static class Glance
{
    /// <summary>The edge of an eye is half lash and half shadow, and stays; in eye distances.</summary>
    private const float Rim = .028f;

    /// <param name="pixels">Of the portrait's eye rectangle, changed in place.</param>
    /// <param name="moved">The portrait's points in the shape.</param>
    public static void Paint(Vector3[] pixels, Portrait portrait, ReadOnlySpan<Vector2> moved, FaceTopology topology)
    {
        var r = portrait.Eyes;
        var origin = new Vector2(r.X, r.Y);
        foreach (var (eye, iris) in (ReadOnlySpan<(string, int)>)[("eye_r", 468), ("eye_l", 473)])
        {
            var (rest, shift) = (portrait.Flat[iris], moved[iris] - portrait.Flat[iris]);
            var radius = Enumerable.Range(iris + 1, 4).Average(i => Vector2.Distance(portrait.Flat[i], rest));
            var eyeball = new FloatPlane(r.Width, r.Height).Fill(portrait.Face.Flat(topology[eye]), origin);
            var inside = Shrunk(eyeball, Rim * portrait.EyeDistance);
            var columns = Columns(inside);
            for (var i = 0; i < pixels.Length; i++)
            {
                if (inside.Values[i] > .01f)
                {
                    var at = origin + new Vector2(i % r.Width, i / r.Width);
                    var far = Math.Clamp(Vector2.Distance(at, rest + shift) / radius - 1.05f, 0, 1);
                    var source = at - shift * (1 - far * far * (3 - 2 * far));
                    var column = columns[Math.Clamp((int)(source.X - origin.X + .5f), 0, r.Width - 1)];
                    var shown = column.First > column.Last ? at.Y : Math.Clamp(source.Y, origin.Y + column.First, origin.Y + column.Last);
                    pixels[i] = Vector3.Lerp(pixels[i], Sampling.Cubic(portrait.Picture, source.X, shown), inside.Values[i]);
                }
            }
        }
    }

    /// <summary>The rows of a column that the eye shows: first above last where it shows none.</summary>
    private static (int First, int Last)[] Columns(FloatPlane inside)
    {
        var columns = new (int First, int Last)[inside.Width];
        for (var x = 0; x < inside.Width; x++)
        {
            columns[x] = (int.MaxValue, int.MinValue);
            for (var y = 0; y < inside.Height; y++)
            {
                if (inside[x, y] > .6f)
                {
                    columns[x] = (Math.Min(columns[x].First, y), y);
                }
            }
        }
        return columns;
    }

    /// <summary>A mask without its rim, its new edge soft: blurred, it reaches a half at the old edge and one well inside.</summary>
    private static FloatPlane Shrunk(FloatPlane mask, float rim)
    {
        mask.Blur(rim * .6f);
        for (var i = 0; i < mask.Values.Length; i++)
        {
            mask.Values[i] = Math.Clamp((mask.Values[i] - .72f) / .25f, 0, 1);
        }
        return mask;
    }
}
