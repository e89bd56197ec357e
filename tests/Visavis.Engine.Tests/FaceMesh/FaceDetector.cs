using System.Numerics;
using Visavis.Engine.Native;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>Finds the best face of a picture: 896 anchors, weighted non-maximum suppression.</summary>
internal sealed class FaceDetector(OrtModel model)
{
    private const int Side = 128, Values = 16;

    private static readonly Vector2[] Anchors = [.. Grid(16, 2), .. Grid(8, 6)];

    /// <summary>Score and landmark region of the best face, or nothing.</summary>
    public (float Score, CropRegion Region)? Find(Pixels picture)
    {
        var side = Math.Max(picture.Width, picture.Height);
        var whole = new CropRegion(picture.Width / 2f, picture.Height / 2f, side, 0);
        var input = new OrtTensor(whole.Read(picture, Side, 1 / 127.5f, -1, true), 1, Side, Side, 3);
        var outputs = model.Run([("input", input)], "regressors", "scores");
        var faces = Decode(outputs[0].Floats.Span, outputs[1].Floats.Span);
        if (faces.Count == 0)
        {
            return null;
        }
        var best = faces.MaxBy(face => face.Score);
        var group = faces.Where(face => Overlap(face.Values, best.Values) > .3f).ToList();
        var sum = group.Sum(face => face.Score);
        var mean = Enumerable.Range(0, Values).Select(i => group.Sum(face => face.Score * face.Values[i]) / sum).ToArray();
        var centre = whole.ToPicture(mean[0], mean[1]);
        var turn = MathF.Atan2(mean[7] - mean[5], mean[6] - mean[4]);
        return (best.Score, new CropRegion(centre.X, centre.Y, 1.5f * side * Math.Max(mean[2], mean[3]), turn));
    }

    private static List<(float Score, float[] Values)> Decode(ReadOnlySpan<float> regressors, ReadOnlySpan<float> logits)
    {
        var faces = new List<(float, float[])>();
        for (var i = 0; i < Anchors.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(logits[i], -100, 100)));
            if (score < .5f)
            {
                continue;
            }
            var values = regressors.Slice(i * Values, Values).ToArray();
            for (var k = 0; k < Values; k++)
            {
                var isSize = k is 2 or 3;
                values[k] = values[k] / Side + (isSize ? 0 : k % 2 == 0 ? Anchors[i].X : Anchors[i].Y);
            }
            faces.Add((score, values));
        }
        return faces;
    }

    private static float Overlap(float[] a, float[] b)
    {
        var width = Math.Min(a[0] + a[2] / 2, b[0] + b[2] / 2) - Math.Max(a[0] - a[2] / 2, b[0] - b[2] / 2);
        var height = Math.Min(a[1] + a[3] / 2, b[1] + b[3] / 2) - Math.Max(a[1] - a[3] / 2, b[1] - b[3] / 2);
        var common = Math.Max(0, width) * Math.Max(0, height);
        return common / (a[2] * a[3] + b[2] * b[3] - common);
    }

    private static IEnumerable<Vector2> Grid(int cells, int each) =>
        from y in Enumerable.Range(0, cells) from x in Enumerable.Range(0, cells) from _ in Enumerable.Range(0, each)
        select new Vector2((x + .5f) / cells, (y + .5f) / cells);
}
