using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>
/// Brings a photo to 1280 × 720 with the head where the studio presenters have theirs. Beyond the photo its border
/// goes on, more and more out of focus.
/// </summary>
internal static class PortraitFrame
{
    public const int Width = 1280, Height = 720;

    /// <summary>The studio presenters' eyes: their distance and their place.</summary>
    private const float EyeDistance = 107, EyesX = 640, EyesY = 252, LowestEyesY = 318;

    /// <summary>A photo cut just below the chin is enlarged by at most this to fill the picture down to its edge.</summary>
    private const float MostTighter = 1.12f;

    /// <summary>How blurred the ground is at the photo's edge and far from it, what is far, and how softly the photo ends; in pixels.</summary>
    private const float NearBlur = 14, FarBlur = 60, FarPixels = 160, EdgePixels = 28;

    /// <param name="photo">Upright.</param>
    /// <param name="face">The face in a smaller copy.</param>
    /// <param name="scale">From the copy to the photo.</param>
    /// <param name="roll">Degrees by which the head is to be levelled.</param>
    public static RgbPicture Of(RgbPicture photo, FaceFrame face, float scale, float roll)
    {
        var (eyes, distance) = (face.Origin * scale, face.EyeDistance * scale);
        var zoom = EyeDistance / distance;
        // What shrinks is averaged first; sampled as it is it would alias.
        var reduced = zoom < .8f ? photo.Reduced((int)(Math.Max(photo.Width, photo.Height) * zoom * 1.15f)) : photo;
        var shrink = (float)reduced.Width / photo.Width;
        (eyes, zoom) = (eyes * shrink, zoom / shrink);
        (zoom, var eyesY) = Place(reduced.Height - eyes.Y, zoom);
        var (sin, cos) = MathF.SinCos(roll * MathF.PI / 180);
        Vector2 Source(float x, float y)
        {
            var (dx, dy) = ((x - EyesX) / zoom, (y - eyesY) / zoom);
            return eyes + new Vector2(cos * dx - sin * dy, sin * dx + cos * dy);
        }
        return Paint(reduced, Source, zoom);
    }

    /// <summary>Moves the eyes down, then comes closer, until the photo reaches the picture's lower edge, within what looks natural.</summary>
    private static (float Zoom, float EyesY) Place(float below, float zoom)
    {
        var eyesY = Math.Clamp(Height - below * zoom, EyesY, LowestEyesY);
        var tighter = Math.Clamp((Height - eyesY) / (below * zoom), 1, MostTighter);
        return (zoom * tighter, eyesY);
    }

    private static RgbPicture Paint(RgbPicture photo, Func<float, float, Vector2> source, float zoom)
    {
        var (near, far) = (new SoftGround(photo, source, NearBlur), new SoftGround(photo, source, FarBlur));
        var picture = new RgbPicture(Width, Height);
        QuietLoop.For(Height, y =>
        {
            for (var x = 0; x < Width; x++)
            {
                var at = source(x, y);
                var inside = Math.Min(Math.Min(at.X, photo.Width - 1 - at.X), Math.Min(at.Y, photo.Height - 1 - at.Y)) * zoom;
                var share = Smooth(inside / EdgePixels);
                var colour = share > 0 ? Sampling.Cubic(photo, at.X, at.Y) : Vector3.Zero;
                if (share < 1)
                {
                    var ground = Vector3.Lerp(near.At(x, y), far.At(x, y), Smooth(-inside / FarPixels));
                    colour = Vector3.Lerp(ground, colour, share);
                }
                Sampling.Store(picture, (y * Width + x) * 3, colour);
            }
        });
        return picture;
    }

    private static float Smooth(float t)
    {
        t = Math.Clamp(t, 0, 1);
        return t * t * (3 - 2 * t);
    }

    /// <summary>The frame with the photo's border going on for ever, at a quarter of the size, blurred: it meets the photo without an edge.</summary>
    private sealed class SoftGround
    {
        private const int Part = 4;

        private readonly FloatPlane[] _planes = [new(Width / Part, Height / Part), new(Width / Part, Height / Part), new(Width / Part, Height / Part)];

        public SoftGround(RgbPicture photo, Func<float, float, Vector2> source, float blur)
        {
            var last = new Vector2(photo.Width - 1, photo.Height - 1);
            for (var i = 0; i < _planes[0].Values.Length; i++)
            {
                var at = Vector2.Clamp(source(i % (Width / Part) * Part, i / (Width / Part) * Part), Vector2.Zero, last);
                var colour = Sampling.Load(photo, ((int)at.Y * photo.Width + (int)at.X) * 3);
                (_planes[0].Values[i], _planes[1].Values[i], _planes[2].Values[i]) = (colour.X, colour.Y, colour.Z);
            }
            Array.ForEach(_planes, plane => plane.Blur(blur / Part));
        }

        public Vector3 At(int x, int y)
        {
            var (u, v) = (x / (float)Part, y / (float)Part);
            return new Vector3(_planes[0].At(u, v), _planes[1].At(u, v), _planes[2].At(u, v));
        }
    }
}
