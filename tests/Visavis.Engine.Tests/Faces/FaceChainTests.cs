using System.Numerics;
using System.Text.Json;
using Visavis.Engine.Faces;

namespace Visavis.Engine.Tests.Faces;

/// <summary>The whole chain against its reference on the three presenters.</summary>
public sealed class FaceChainTests
{
    private static readonly JsonElement Chain = TestFaces.Json("testvectors/chain.json");

    public static TheoryData<string> Presenters => ["nora", "joe", "amara"];

    [Theory]
    [MemberData(nameof(Presenters))]
    public void Presenter_PointsAsInTheReference(string name)
    {
        var (expected, picture, reader) = (Chain.GetProperty(name), TestFaces.Presenter(name), new FaceReader(TestFaces.Models));

        var found = new FaceDetector(TestFaces.Models.Detection).Find(picture)[0];
        var first = reader.Read(picture, found.Region);
        var second = reader.Read(picture, CropRegion.Around(first));

        Assert.Equal(expected.GetProperty("score").GetSingle(), found.Score, .0005f);
        AssertRegion(expected.GetProperty("roi_from_detection"), found.Region);
        AssertRegion(expected.GetProperty("roi_from_landmarks"), CropRegion.Around(first));
        Assert.InRange(Distance(expected.GetProperty("landmarks_from_detection_roi"), first), 0, first.Frame.EyeDistance * .001f);
        Assert.InRange(Distance(expected.GetProperty("landmarks_from_landmark_roi"), second), 0, second.Frame.EyeDistance * .001f);
    }

    [Theory]
    [MemberData(nameof(Presenters))]
    public void Presenter_MeasuresAsInTheReference(string name)
    {
        var expected = Chain.GetProperty(name);
        var face = TestFaces.Face(TestFaces.Presenter(name));

        var measures = FaceMeasures.Of(face);
        var pose = FacePose.Of(face, TestFaces.Models.Topology);

        Assert.Equal(Value("measures", "open"), measures.Open, .004f);
        Assert.Equal(Value("measures", "width"), measures.Width, .006f);
        Assert.Equal(Value("measures", "chin"), measures.Chin, .006f);
        Assert.Equal((Value("measures", "ear_r") + Value("measures", "ear_l")) / 2, measures.Ear, .006f);
        Assert.Equal(Value("pose_deg", "yaw"), pose.Yaw, .1f);
        Assert.Equal(Value("pose_deg", "pitch") + 8.7f, pose.Pitch, .1f);
        Assert.Equal(Value("pose_deg", "roll"), pose.Roll, .1f);
        float Value(string group, string key) => expected.GetProperty(group).GetProperty(key).GetSingle();
    }

    [Theory]
    [MemberData(nameof(Presenters))]
    public void Presenter_AveragedPointsAreThoseOfTheBasis(string name)
    {
        var (picture, basis) = (TestFaces.Presenter(name), TestFaces.Models.Basis.Points(name));

        var averaged = new FaceReader(TestFaces.Models).ReadAveraged(picture, TestFaces.Face(picture));

        var distance = Enumerable.Range(0, FacePoints.Count).Average(i => Vector2.Distance(averaged.Flat(i), basis.Flat(i)));
        Assert.InRange(distance, 0, basis.Frame.EyeDistance * .004f);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void PictureOnItsSide_IsTurnedUpright(int quarters)
    {
        var lying = TestFaces.Presenter("nora").Turned(quarters);

        var found = new FaceFinder(TestFaces.Models).Find(lying);

        Assert.Equal(4 - quarters, found.QuarterTurns);
        Assert.Single(found.Faces);
        Assert.Equal(0, FacePose.Of(found.Faces[0].Points, TestFaces.Models.Topology).Roll, 3f);
    }

    private static void AssertRegion(JsonElement expected, CropRegion region)
    {
        Assert.Equal(expected.GetProperty("cx").GetSingle(), region.X, .2f);
        Assert.Equal(expected.GetProperty("cy").GetSingle(), region.Y, .2f);
        Assert.Equal(expected.GetProperty("size").GetSingle(), region.Size, .5f);
        Assert.Equal(expected.GetProperty("rotation_rad").GetSingle(), region.Turn, .001f);
    }

    private static float Distance(JsonElement expected, FacePoints face) => expected.EnumerateArray().Select((point, i) =>
        Vector2.Distance(new Vector2(point[0].GetSingle(), point[1].GetSingle()), face.Flat(i))).Average();
}
