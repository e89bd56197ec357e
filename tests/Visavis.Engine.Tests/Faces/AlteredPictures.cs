using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Portraits;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Faces;

/// <summary>What can be wrong with a photo, drawn on a presenter.</summary>
internal static class AlteredPictures
{
    /// <summary>The picture turned clockwise by degrees and resized, about its middle, on a canvas of another size; outside is grey.</summary>
    public static RgbPicture Placed(this RgbPicture picture, int width, int height, float scale, float degrees = 0, float x = 0, float y = 0)
    {
        var canvas = new RgbPicture(width, height);
        Array.Fill(canvas.Samples, (byte)110);
        var source = scale < 1 ? GaussianBlur.Of(picture, .45f / scale) : picture;
        return Draw(canvas, source, scale, degrees, x, y);
    }

    /// <summary>Draws a picture with its middle at (x, y) from the canvas' middle.</summary>
    public static RgbPicture Draw(RgbPicture canvas, RgbPicture picture, float scale, float degrees, float x, float y)
    {
        var (sin, cos) = MathF.SinCos(degrees * MathF.PI / 180);
        Span<float> rgb = stackalloc float[3];
        for (var i = 0; i < canvas.Width * canvas.Height; i++)
        {
            var (dx, dy) = ((i % canvas.Width - canvas.Width / 2f - x) / scale, (i / canvas.Width - canvas.Height / 2f - y) / scale);
            var at = new Vector2(picture.Width / 2f + cos * dx + sin * dy, picture.Height / 2f - sin * dx + cos * dy);
            if (at.X >= 0 && at.Y >= 0 && at.X <= picture.Width - 1 && at.Y <= picture.Height - 1)
            {
                picture.Sample(at, rgb);
                (canvas.Samples[3 * i], canvas.Samples[3 * i + 1], canvas.Samples[3 * i + 2]) = ((byte)rgb[0], (byte)rgb[1], (byte)rgb[2]);
            }
        }
        return canvas;
    }

    /// <summary>Fills a polygon with one colour.</summary>
    public static RgbPicture Covered(this RgbPicture picture, Vector2[] polygon, byte r, byte g, byte b)
    {
        var (covered, mask) = (new RgbPicture(picture.Width, picture.Height, [.. picture.Samples]), new FloatPlane(picture.Width, picture.Height).Fill(polygon));
        byte[] colour = [r, g, b];
        for (var i = 0; i < mask.Values.Length; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                covered.Samples[3 * i + c] = (byte)(covered.Samples[3 * i + c] * (1 - mask.Values[i]) + colour[c] * mask.Values[i]);
            }
        }
        return covered;
    }

    public static RgbPicture Darkened(this RgbPicture picture, float share) =>
        picture with { Samples = [.. picture.Samples.Select(value => (byte)(value * share))] };

    public static RgbPicture Sunglasses(this RgbPicture picture, FacePoints face)
    {
        var (s, down) = (face.Frame.EyeDistance, face.Frame.Down);
        foreach (var (outer, inner) in (ReadOnlySpan<(int, int)>)[(33, 133), (362, 263)])
        {
            var middle = (face.Flat(outer) + face.Flat(inner)) / 2;
            var along = face.Frame.Along * .36f * s;
            picture = picture.Covered([middle - along - .22f * s * down, middle + along - .22f * s * down, middle + along + .26f * s * down, middle - along + .26f * s * down], 12, 12, 14);
        }
        return picture;
    }

    /// <summary>The head turned about its upright axis: the face's mesh in space, far triangles first, before a drawn skull and a plain ground.</summary>
    /// <param name="degrees">90 is a profile.</param>
    public static RgbPicture HeadTurned(this RgbPicture picture, FacePoints face, float degrees)
    {
        var points = face.Points.ToArray();
        // Where the neck carries it: between the ears, as far behind the face as it is wide.
        var axis = (points[234] + points[454]) / 2;
        var turn = Matrix4x4.CreateRotationY(degrees * MathF.PI / 180, axis);
        Vector3[] turned = [.. points.Select(point => Vector3.Transform(point, turn))];
        var (s, flat) = (face.Frame.EyeDistance, (Vector2[])[.. turned.Select(point => new Vector2(point.X, point.Y))]);
        var ground = new RgbPicture(picture.Width, picture.Height);
        Array.Fill(ground.Samples, (byte)170);
        var skull = Vector3.Transform(axis + new Vector3(0, -.5f * s, .5f * s), turn);
        ground = ground.Covered([.. Enumerable.Range(0, 64).Select(i => new Vector2(skull.X, skull.Y) + new Vector2(1.35f * s * MathF.Cos(i * MathF.Tau / 64), 1.6f * s * MathF.Sin(i * MathF.Tau / 64)))], 60, 42, 32);
        var triangles = TestFaces.Models.Topology.Triangles.OrderByDescending(t => turned[t.A].Z + turned[t.B].Z + turned[t.C].Z);
        var map = WarpMap.Of([.. points.Select(point => new Vector2(point.X, point.Y))], flat, triangles, new PixelRectangle(0, 0, picture.Width, picture.Height));
        var skin = map.Read(picture);
        for (var i = 0; i < skin.Length; i++)
        {
            if (map.Covered[i])
            {
                Sampling.Store(ground, 3 * i, skin[i]);
            }
        }
        return ground;
    }

    public static RgbPicture Mask(this RgbPicture picture, FacePoints face) => picture.Covered(
        face.Flat([234, 93, 132, 58, 172, 136, 150, 149, 176, 148, 152, 377, 400, 378, 379, 365, 397, 288, 361, 323, 454, 6]), 120, 160, 190);
}
