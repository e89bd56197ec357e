using Visavis.Engine.Lipsync;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

/// <summary>What is painted is measured: where light falls off under the upper teeth, and where it rises again at the lower ones.</summary>
public sealed class ToothLinesTests
{
    /// <summary>Jaws wide enough for a gap between the rows, at and between the pack's own shapes.</summary>
    private static readonly float[] OpenJaws = [.62f, .7f, .75f, .8f, .87f, .93f, 1f];

    public static TheoryData<string, float> Mouths
    {
        get
        {
            var data = new TheoryData<string, float>();
            foreach (var name in new[] { "nora", "joe", "amara" })
            {
                data.Add(name, 0);
                data.Add(name, .5f);
                data.Add(name, -.25f);
                data.Add(name, -.5f);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Mouths))]
    public void UpperTeeth_StayWithTheSkullAtEveryOpening(string name, float width)
    {
        var edges = OpenJaws.Select(jaw => Edges(Rigs.Get(name).Mouth, Paint(name, jaw, width)).Upper).ToArray();
        Assert.InRange(edges.Max() - edges.Min(), 0, 1.2);
    }

    [Theory]
    [MemberData(nameof(Mouths))]
    public void LowerTeeth_GoEvenlyWithTheJaw(string name, float width)
    {
        var mouth = Rigs.Get(name).Mouth;
        var weights = new float[MouthMix.Names.Length];
        float[] drops = [.. OpenJaws.Select(jaw =>
        {
            MouthMix.Fill(new FaceState { Jaw = jaw, Width = width }, weights);
            return mouth.Teeth!.DropOf(weights);
        })];
        var edges = OpenJaws.Select(jaw => Edges(mouth, Paint(name, jaw, width)).Lower).ToArray();
        for (var i = 0; i < edges.Length; i++)
        {
            Assert.InRange(edges[i] - edges[0] - (drops[i] - drops[0]), -1.5, 1.5);
        }
    }

    [Theory]
    [InlineData("nora")]
    [InlineData("joe")]
    [InlineData("amara")]
    public void LowerTeeth_GoAsFarAsTheChinAndALittleMore(string name)
    {
        var mouth = Rigs.Get(name).Mouth;
        var chin = mouth.Shapes[MouthMix.Neutral(4)][^1].Y - mouth.Shapes[MouthMix.Neutral(0)][^1].Y;
        Assert.InRange(mouth.Teeth!.DropOf(MouthMix.Neutral(4)) / chin, 1f, 1.4f);
    }

    private static YuvPlanes Paint(string name, float jaw, float width) => Rigs.Paint(Rigs.Get(name), new FaceState { Jaw = jaw, Width = width });

    /// <summary>The medians over the middle third of the mouth, in rows of the rectangle.</summary>
    private static (double Upper, double Lower) Edges(FaceRegion mouth, YuvPlanes picture)
    {
        var round = mouth.Profiles[Array.IndexOf(MouthMix.Names, "round_j100")][0];
        List<double> upper = [], lower = [];
        for (var x = round.First + 8; x <= round.Last - 8; x++)
        {
            var line = (int)mouth.Teeth!.UpperAt(x);
            var edge = Steepest(mouth, picture, x, line - 5, line + 5, -1);
            upper.Add(edge);
            lower.Add(Steepest(mouth, picture, x, (int)edge + 3, (int)edge + 24, 1));
        }
        return (Median(upper), Median(lower));
    }

    private static double Steepest(FaceRegion mouth, YuvPlanes picture, int x, int first, int last, int sign)
    {
        int Step(int y) => sign * (Luma(y + 1) - Luma(y - 1));
        int Luma(int y) => picture.View.YRow(mouth.Rectangle.Y + y)[mouth.Rectangle.X + x];
        var best = Enumerable.Range(first, last - first).MaxBy(Step);
        double above = Math.Max(0, Step(best - 1)), here = Math.Max(1, Step(best)), below = Math.Max(0, Step(best + 1));
        return best + (below - above) / (above + here + below);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
