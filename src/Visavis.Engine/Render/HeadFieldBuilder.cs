using System.Numerics;
using System.Runtime.CompilerServices;

namespace Visavis.Engine.Render;

/// <summary>
/// Makes the displacement fields of unit turns from a pack's depth and head mask. Every node of the coarse grid is a point in
/// space that turns about the neck; the turn fades over the neck and, beyond the hair, over the background.
/// </summary>
internal sealed class HeadFieldBuilder
{
    /// <summary>How far the axis of turning lies behind the foremost point of the face: about at the ears.</summary>
    private const float AxisBehindNoseMetres = .115f;

    /// <summary>Over this many pixels beside the head the background comes to rest; wide, so that it does not seem to wobble.</summary>
    private const float HeadFadePixels = 170, BodyFadePixels = 70;

    /// <summary>The turn fades from a little below the chin down to the collar.</summary>
    private const float FadeAbovePivotPixels = 22, FadeBelowPivotPixels = 74;

    /// <summary>How much one breath raises shoulders and head, and where it ends above the picture's lower edge.</summary>
    private const float ShoulderRisePixels = 2.4f, HeadRisePixels = 1.8f, BreathEndPixels = 170;

    private const int Cell = HeadField.Cell;

    private readonly int _columns, _rows;
    private readonly int _width, _height;
    private readonly float _focal;
    private readonly Vector2 _pivot;
    private readonly float[] _depth;
    private readonly float[] _head, _person;

    /// <param name="width">Pixels of the picture.</param>
    /// <param name="height">Rows of the picture.</param>
    /// <param name="focalPixels">Focal length of the camera in pixels.</param>
    /// <param name="pivot">The neck, about which the head turns.</param>
    /// <param name="depth">Metres from the camera, 0 where nobody is.</param>
    /// <param name="head">Mask of the head with hair and neck, 0 to 255.</param>
    /// <param name="person">Mask of the person, 0 to 255.</param>
    public HeadFieldBuilder(int width, int height, float focalPixels, Vector2 pivot, float[] depth, byte[] head, byte[] person)
    {
        (_width, _height, _focal, _pivot) = (width, height, focalPixels, pivot);
        (_columns, _rows) = (width / Cell + 1, height / Cell + 1);
        _depth = Spread(DepthAtNodes(depth, head));
        _head = Strength(head, HeadFadePixels, FadeOverNeck);
        _person = Strength(person, BodyFadePixels, FadeToLowerEdge);
    }

    public HeadField Build()
    {
        var axis = _depth.Min() + AxisBehindNoseMetres;
        const float degree = MathF.PI / 180;
        return new HeadField(_width, _height,
            Turn(axis, Matrix4x4.CreateRotationY(-degree)),
            Turn(axis, Matrix4x4.CreateRotationX(-degree)),
            Turn(axis, Matrix4x4.CreateRotationZ(degree)),
            Breath());
    }

    private UnitField Turn(float axis, Matrix4x4 rotation)
    {
        float[] x = new float[_columns * _rows], y = new float[_columns * _rows];
        var pivot = InSpace(_pivot, axis);
        for (var i = 0; i < x.Length; i++)
        {
            var node = new Vector2(i % _columns * Cell, i / _columns * Cell);
            var turned = Vector3.Transform(InSpace(node, _depth[i]) - pivot, rotation) + pivot;
            // What moves forth is read from where it came: the field is the motion reversed.
            var back = (node - OnPicture(turned)) * _head[i];
            (x[i], y[i]) = (back.X, back.Y);
        }
        return new UnitField(Soften(x, 2), Soften(y, 2), _columns);
    }

    private UnitField Breath()
    {
        var y = new float[_columns * _rows];
        for (var i = 0; i < y.Length; i++)
        {
            y[i] = _person[i] * (HeadRisePixels + (ShoulderRisePixels - HeadRisePixels) * Ramp((i / _columns * Cell - _pivot.Y) / 80));
        }
        return new UnitField(new float[y.Length], Soften(y, 2), _columns);
    }

    private Vector3 InSpace(Vector2 pixel, float depth) =>
        new((pixel.X - _width / 2f) * depth / _focal, (pixel.Y - _height / 2f) * depth / _focal, depth);

    private Vector2 OnPicture(Vector3 point) =>
        new(point.X * _focal / point.Z + _width / 2f, point.Y * _focal / point.Z + _height / 2f);

    private float FadeOverNeck(Vector2 at) => 1 - Ramp((at.Y - _pivot.Y + FadeAbovePivotPixels) / (FadeAbovePivotPixels + FadeBelowPivotPixels));

    private float FadeToLowerEdge(Vector2 at) => Ramp((_height - at.Y) / BreathEndPixels);

    /// <summary>The head's mean depth round every node, over a square of one cell; NaN where there is no head.</summary>
    private float[] DepthAtNodes(float[] depth, byte[] head)
    {
        var means = new float[_columns * _rows];
        for (var node = 0; node < means.Length; node++)
        {
            means[node] = DepthAround(node % _columns * Cell, node / _columns * Cell, depth, head);
        }
        return means;
    }

    // Start-up code runs once and so would stay unoptimised: these loops over every pixel are compiled at full strength.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float DepthAround(int x, int y, float[] depth, byte[] head)
    {
        float sum = 0, weights = 0;
        // Every second pixel is enough for a mean over 256.
        for (var py = Math.Max(0, y - Cell / 2); py < Math.Min(_height, y + Cell / 2); py += 2)
        {
            for (var i = py * _width + Math.Max(0, x - Cell / 2); i < py * _width + Math.Min(_width, x + Cell / 2); i += 2)
            {
                if (depth[i] > 0)
                {
                    sum += head[i] * depth[i];
                    weights += head[i];
                }
            }
        }
        return weights > 0 ? sum / weights : float.NaN;
    }

    /// <summary>One inside a mask, falling to zero over <paramref name="fade"/> pixels outside it, times another fade.</summary>
    private float[] Strength(byte[] mask, float fade, Func<Vector2, float> other)
    {
        var distance = Distance(mask);
        return [.. distance.Select((d, node) => (1 - Ramp(d / fade)) * other(new Vector2(node % _columns * Cell, node / _columns * Cell)))];
    }

    /// <summary>How far every node is from the mask, in pixels: two sweeps that add straight and diagonal steps.</summary>
    private float[] Distance(byte[] mask)
    {
        var distance = new float[_columns * _rows];
        for (var node = 0; node < distance.Length; node++)
        {
            int x = Math.Min(_width - 1, node % _columns * Cell), y = Math.Min(_height - 1, node / _columns * Cell);
            distance[node] = mask[y * _width + x] > 127 ? 0 : float.MaxValue;
        }
        for (var node = 0; node < distance.Length; node++)
        {
            Shorten(distance, node, -1);
        }
        for (var node = distance.Length - 1; node >= 0; node--)
        {
            Shorten(distance, node, 1);
        }
        return distance;
    }

    /// <summary>Takes the shortest way to the neighbours on one side: the one beside and the three in the next row.</summary>
    private void Shorten(float[] distance, int node, int direction)
    {
        const float diagonal = 1.41421356f * Cell;
        int column = node % _columns, row = node / _columns + direction;
        var shortest = distance[node];
        if (column + direction >= 0 && column + direction < _columns)
        {
            shortest = Math.Min(shortest, distance[node + direction] + Cell);
        }
        for (var c = Math.Max(0, column - 1); row >= 0 && row < _rows && c <= Math.Min(_columns - 1, column + 1); c++)
        {
            shortest = Math.Min(shortest, distance[row * _columns + c] + (c == column ? Cell : diagonal));
        }
        distance[node] = shortest;
    }

    /// <summary>Carries known values outwards ring by ring, so that the field goes on smoothly beyond the silhouette.</summary>
    private float[] Spread(float[] values)
    {
        var known = values;
        while (known.Any(float.IsNaN) && !known.All(float.IsNaN))
        {
            known = [.. known.Select((v, i) => float.IsNaN(v) ? MeanOfNeighbours(known, i) : v)];
        }
        return Soften(known, 1);
    }

    private float MeanOfNeighbours(float[] values, int node)
    {
        int column = node % _columns, row = node / _columns, count = 0;
        var sum = 0f;
        for (var r = Math.Max(0, row - 1); r <= Math.Min(_rows - 1, row + 1); r++)
        {
            for (var c = Math.Max(0, column - 1); c <= Math.Min(_columns - 1, column + 1); c++)
            {
                if (!float.IsNaN(values[r * _columns + c]))
                {
                    sum += values[r * _columns + c];
                    count++;
                }
            }
        }
        return count == 0 ? float.NaN : sum / count;
    }

    /// <summary>Binomial smoothing over three nodes each way.</summary>
    private float[] Soften(float[] values, int times)
    {
        for (var pass = 0; pass < times; pass++)
        {
            values = Along(Along(values, 1), _columns);
        }
        return values;
    }

    private float[] Along(float[] values, int step)
    {
        var softened = new float[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var place = step == 1 ? i % _columns : i / _columns;
            var last = (step == 1 ? _columns : _rows) - 1;
            softened[i] = (values[place > 0 ? i - step : i] + 2 * values[i] + values[place < last ? i + step : i]) / 4;
        }
        return softened;
    }

    private static float Ramp(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }
}
