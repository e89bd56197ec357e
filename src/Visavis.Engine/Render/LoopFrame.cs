using System.Numerics;

namespace Visavis.Engine.Render;

/// <summary>One picture of a motion avatar's loop: its access unit, and how the base picture's face lies in it.</summary>
/// <param name="Unit">Annex B.</param>
/// <param name="Map">From places of this picture to places of the base picture.</param>
/// <param name="Light">What the base picture's colours lack there.</param>
internal sealed record LoopFrame(ReadOnlyMemory<byte> Unit, FaceMap Map, FaceLight Light);

/// <summary>
/// A smooth map between two pictures of one face: a quadratic of the place, which a turning head's cheeks and nose follow to less than a pixel.
/// Places are counted from the picture's centre in units of 100 pixels.
/// </summary>
internal sealed class FaceMap
{
    public const int Terms = 6;

    /// <summary>Pixels.</summary>
    public const float Unit = 100;

    private readonly float[] _x, _y;
    private readonly Vector2 _centre;

    /// <param name="coefficients">Six of x, six of y: for 1, u, v, u², uv, v². In pixels.</param>
    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    public FaceMap(ReadOnlySpan<float> coefficients, int width, int height)
    {
        if (coefficients.Length != 2 * Terms)
        {
            throw new ArgumentException($"A map has {2 * Terms} coefficients, not {coefficients.Length}.", nameof(coefficients));
        }
        (_x, _y) = (coefficients[..Terms].ToArray(), coefficients[Terms..].ToArray());
        _centre = new Vector2(width / 2f, height / 2f);
    }

    /// <summary>How much further right and further down the base picture has what lies at a place of the frame, in pixels.</summary>
    public Vector2 Displacement(Vector2 place)
    {
        var (u, v) = ((place.X - _centre.X) / Unit, (place.Y - _centre.Y) / Unit);
        return new Vector2(At(_x, u, v), At(_y, u, v));
    }

    /// <summary>The height in the frame, in a column of it, of what lies in a row of the base picture.</summary>
    public float Row(float column, float baseRow)
    {
        float u = (column - _centre.X) / Unit, row = baseRow;
        // Newton's method: the map is nearly even, so that the third step is below a hundredth of a pixel.
        for (var step = 0; step < 3; step++)
        {
            var v = (row - _centre.Y) / Unit;
            var slope = 1 + (_y[2] + _y[4] * u + 2 * _y[5] * v) / Unit;
            row -= (row + At(_y, u, v) - baseRow) / MathF.Max(.2f, slope);
        }
        return row;
    }

    private static float At(float[] c, float u, float v) => c[0] + u * (c[1] + u * c[3] + v * c[4]) + v * (c[2] + v * c[5]);
}

/// <summary>What is added to the base picture's colours in a frame, in steps of 8 bits.</summary>
/// <param name="Luma">At the picture's centre.</param>
/// <param name="PerColumn">More of it per pixel to the right.</param>
/// <param name="PerRow">More of it per pixel down.</param>
/// <param name="U">Blue chroma.</param>
/// <param name="V">Red chroma.</param>
internal readonly record struct FaceLight(float Luma, float PerColumn, float PerRow, float U, float V);
