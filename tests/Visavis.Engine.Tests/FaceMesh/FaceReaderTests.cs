using System.Numerics;
using System.Text.Json;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.FaceMesh;

/// <summary>The measuring chain against its reference on the three presenters.</summary>
public sealed class FaceReaderTests
{
    private static readonly JsonElement Chain = JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(TestAssets.Folder, "face", "testvectors", "chain.json"))).RootElement;

    [Theory]
    [InlineData("nora")]
    [InlineData("joe")]
    [InlineData("amara")]
    public void Presenter_PointsAsInTheReference(string name)
    {
        var expected = Chain.GetProperty(name);
        var picture = Picture(name);

        var (score, region) = FaceReader.Detector.Find(picture)!.Value;
        var first = FaceReader.Read(picture, region).Points;
        var second = FaceReader.Read(picture, CropRegion.Around(first)).Points;

        Assert.Equal(expected.GetProperty("score").GetSingle(), score, .0005f);
        AssertRegion(expected.GetProperty("roi_from_detection"), region);
        AssertRegion(expected.GetProperty("roi_from_landmarks"), CropRegion.Around(first));
        var eyes = Vector2.Distance(second[33], second[263]);
        Assert.InRange(Distance(expected.GetProperty("landmarks_from_detection_roi"), first), 0, eyes * .001f);
        Assert.InRange(Distance(expected.GetProperty("landmarks_from_landmark_roi"), second), 0, eyes * .001f);
    }

    [Theory]
    [InlineData("nora")]
    [InlineData("joe")]
    [InlineData("amara")]
    public void Presenter_MeasuresAsInTheReference(string name)
    {
        var expected = Chain.GetProperty(name).GetProperty("measures");

        var measures = FaceMeasures.Of(new FaceReader().Next(Picture(name)));

        Assert.Equal(Value("open"), measures.Open, .004f);
        Assert.Equal(Value("width"), measures.Width, .006f);
        Assert.Equal(Value("chin"), measures.Chin, .006f);
        Assert.Equal((Value("ear_r") + Value("ear_l")) / 2, measures.Ear, .006f);
        float Value(string key) => expected.GetProperty(key).GetSingle();
    }

    private static RgbPixels Picture(string name) => new(PictureFile.Read(Path.Combine(AssetFolders.Avatars, name, "base.png")));

    private static void AssertRegion(JsonElement expected, CropRegion region)
    {
        Assert.Equal(expected.GetProperty("cx").GetSingle(), region.X, .2f);
        Assert.Equal(expected.GetProperty("cy").GetSingle(), region.Y, .2f);
        Assert.Equal(expected.GetProperty("size").GetSingle(), region.Size, .5f);
        Assert.Equal(expected.GetProperty("rotation_rad").GetSingle(), region.Turn, .001f);
    }

    private static float Distance(JsonElement expected, Vector2[] points) => expected.EnumerateArray().Zip(points)
        .Average(pair => Vector2.Distance(new Vector2(pair.First[0].GetSingle(), pair.First[1].GetSingle()), pair.Second));
}
