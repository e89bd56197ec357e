using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;

namespace Visavis.Engine.Tests.Portraits;

/// <summary>Measures how far a carried picture lies from what it is laid over, by the pixels alone (Lucas and Kanade, 1981).</summary>
internal sealed class DriftMeter
{
    private readonly FloatPlane _base;

    public DriftMeter(RgbPicture picture)
    {
        _base = new FloatPlane(picture.Width, picture.Height);
        for (var i = 0; i < _base.Values.Length; i++)
        {
            _base.Values[i] = 16 + (.2126f * picture.Samples[3 * i] + .7152f * picture.Samples[3 * i + 1] + .0722f * picture.Samples[3 * i + 2]) * 219 / 255;
        }
        _base.Blur(1);
    }

    /// <summary>The shift that brings the base on the frame inside an ellipse of the base, in pixels.</summary>
    public Vector2 Shift(byte[] planes, LoopMap map, Vector2 centre, Vector2 radius)
    {
        var place = map.Back(centre);
        var (left, top) = ((int)(place.X - radius.X), (int)(place.Y - radius.Y));
        var frame = new FloatPlane((int)(2 * radius.X) + 2, (int)(2 * radius.Y) + 2);
        for (var i = 0; i < frame.Values.Length; i++)
        {
            frame.Values[i] = planes[(top + i / frame.Width) * _base.Width + left + i % frame.Width];
        }
        frame.Blur(1);
        var shift = Vector2.Zero;
        for (var pass = 0; pass < 6; pass++)
        {
            shift += Step(frame, left, top, map, (place, radius), shift);
        }
        return shift;
    }

    private Vector2 Step(FloatPlane frame, int left, int top, LoopMap map, (Vector2 Centre, Vector2 Radius) ellipse, Vector2 shift)
    {
        var squares = new LeastSquares(3);
        for (var i = 0; i < frame.Values.Length; i++)
        {
            var place = new Vector2(left + i % frame.Width, top + i / frame.Width);
            if (((place - ellipse.Centre) / ellipse.Radius).Length() <= 1)
            {
                var at = map.At(place) + shift;
                double across = (_base.At(at.X + 1, at.Y) - _base.At(at.X - 1, at.Y)) / 2, down = (_base.At(at.X, at.Y + 1) - _base.At(at.X, at.Y - 1)) / 2;
                squares.Add([across, down, 1], frame.Values[i] - _base.At(at.X, at.Y), 1);
            }
        }
        var step = squares.Solve();
        return new Vector2((float)step[0], (float)step[1]);
    }
}
