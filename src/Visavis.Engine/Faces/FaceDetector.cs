using System.Numerics;
using Visavis.Engine.Media;
using Visavis.Engine.Native;

namespace Visavis.Engine.Faces;

/// <summary>A face that the detector saw, in pixels.</summary>
/// <param name="Score">0.5 to 1.</param>
/// <param name="Region">Where its points are to be read.</param>
/// <param name="Low">Upper left corner of its box.</param>
/// <param name="High">Lower right corner.</param>
public readonly record struct FoundFace(float Score, CropRegion Region, Vector2 Low, Vector2 High)
{
    public float Width => High.X - Low.X;

    public float Area => Math.Max(0, High.X - Low.X) * Math.Max(0, High.Y - Low.Y);

    internal float Common(in FoundFace other)
    {
        var size = Vector2.Min(High, other.High) - Vector2.Max(Low, other.Low);
        return Math.Max(0, size.X) * Math.Max(0, size.Y);
    }
}

/// <summary>BlazeFace, short range: 896 anchors, weighted non-maximum suppression (Bazarevsky et al., 2019).</summary>
internal sealed class FaceDetector(OrtModel model)
{
    public const int Side = 128;

    private const int Values = 16;
    private const float LeastScore = .5f, SameFace = .3f;

    private static readonly Vector2[] Anchors = [.. Grid(16, 2), .. Grid(8, 6)];

    /// <summary>All faces of a picture, best first; it is read as a square, black outside.</summary>
    public List<FoundFace> Find(IPixels picture) =>
        Find(picture, new CropRegion(picture.Width / 2f, picture.Height / 2f, Math.Max(picture.Width, picture.Height), 0));

    /// <summary>All faces of a square of a picture, best first.</summary>
    public List<FoundFace> Find(IPixels picture, CropRegion square)
    {
        var (regressors, scores) = Run(square.Read(picture, Side, 1 / 127.5f, -1, true));
        var rest = Decode(regressors.Span, scores.Span).OrderByDescending(face => face.Score).ToList();
        var found = new List<FoundFace>();
        while (rest.Count > 0)
        {
            var best = rest[0];
            var group = rest.Where(face => face == best || Overlap(face.Values, best.Values) > SameFace).ToList();
            rest.RemoveAll(group.Contains);
            found.Add(Mean(group, best.Score, square));
        }
        return found;
    }

    /// <summary>The network's own answer to an input of [1, 128, 128, 3].</summary>
    internal (ReadOnlyMemory<float> Regressors, ReadOnlyMemory<float> Logits) Run(float[] input)
    {
        var outputs = model.Run([("input", new OrtTensor(input, 1, Side, Side, 3))], "regressors", "scores");
        return (outputs[0].Floats, outputs[1].Floats);
    }

    private static FoundFace Mean(List<Guess> group, float score, CropRegion square)
    {
        var sum = group.Sum(face => face.Score);
        var mean = Enumerable.Range(0, Values).Select(i => group.Sum(face => face.Score * face.Values[i]) / sum).ToArray();
        var centre = square.ToPicture(mean[0], mean[1]);
        var half = new Vector2(mean[2], mean[3]) * square.Size / 2;
        // Key points 0 and 1 are the eyes; the line between them is level in an upright face.
        var turn = MathF.Atan2(mean[7] - mean[5], mean[6] - mean[4]);
        return new FoundFace(score, new CropRegion(centre.X, centre.Y, 3 * Math.Max(half.X, half.Y), turn), centre - half, centre + half);
    }

    private static List<Guess> Decode(ReadOnlySpan<float> regressors, ReadOnlySpan<float> logits)
    {
        var faces = new List<Guess>();
        for (var i = 0; i < Anchors.Length; i++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(logits[i], -100, 100)));
            if (score < LeastScore)
            {
                continue;
            }
            var values = regressors.Slice(i * Values, Values).ToArray();
            for (var k = 0; k < Values; k++)
            {
                var isSize = k is 2 or 3;
                values[k] = values[k] / Side + (isSize ? 0 : k % 2 == 0 ? Anchors[i].X : Anchors[i].Y);
            }
            faces.Add(new Guess(score, values));
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

    private sealed record Guess(float Score, float[] Values);
}
