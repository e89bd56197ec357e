using System.Numerics;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;

namespace Visavis.Engine.Portraits;

/// <summary>The colour of the white of the eyes, which tells the light on a face.</summary>
internal static class EyeWhite
{
    /// <summary>Mean of the brightest third of the eyes beside their irises; null where too little is seen.</summary>
    public static Vector3? Of(RgbPicture picture, FacePoints face, FaceTopology topology)
    {
        var found = new List<Vector3>();
        foreach (var (eye, iris) in (ReadOnlySpan<(string, string)>)[("eye_r", "iris_r"), ("eye_l", "iris_l")])
        {
            var (outline, disc) = (face.Flat(topology[eye]), face.Flat(topology[iris]));
            var radius = disc.Skip(1).Average(p => Vector2.Distance(p, disc[0])) * 1.05f;
            var low = outline.Aggregate(Vector2.Min) - Vector2.One;
            var size = outline.Aggregate(Vector2.Max) + new Vector2(2) - low;
            low = new Vector2(MathF.Floor(low.X), MathF.Floor(low.Y));
            var inside = new FloatPlane((int)size.X + 1, (int)size.Y + 1).Fill(outline, low);
            var whites = new List<Vector3>();
            for (var i = 0; i < inside.Values.Length; i++)
            {
                var at = low + new Vector2(i % inside.Width, i / inside.Width);
                if (inside.Values[i] > .5f && Vector2.Distance(at, disc[0]) > radius && at.X >= 0 && at.Y >= 0 && at.X < picture.Width && at.Y < picture.Height)
                {
                    whites.Add(Sampling.Load(picture, ((int)at.Y * picture.Width + (int)at.X) * 3));
                }
            }
            if (whites.Count > 20)
            {
                var brightest = whites.OrderByDescending(Sampling.Luma).Take(whites.Count / 3).ToList();
                found.Add(brightest.Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / brightest.Count);
            }
        }
        return found.Count == 0 ? null : found.Aggregate(Vector3.Zero, (sum, colour) => sum + colour) / found.Count;
    }
}
