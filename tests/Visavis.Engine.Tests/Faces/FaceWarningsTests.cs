using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Faces;

/// <summary>Warnings on strangers as they are and on measures just beyond each threshold.</summary>
public sealed class FaceWarningsTests
{
    private static readonly FaceMeasure Good = new(105, new FacePose(0, 0, 0), .02f, 130, .32f, .9f, .25f, 0, 20, 0);

    public static TheoryData<FaceMeasure, string> Doubtful => new()
    {
        { Good with { EyeDistance = 79 }, "too_small" },
        { Good with { Pose = new FacePose(-16, 0, 0) }, "turned" },
        { Good with { Pose = new FacePose(0, 13, 0) }, "turned" },
        { Good with { OvalLuma = 59 }, "too_dark" },
        { Good with { EyeOpenness = .26f }, "eyes_closed" },
        { Good with { Reblur = .15f }, "blurred" },
        { Good with { LipOpening = .04f }, "mouth_open" },
    };

    [Fact]
    public void GoodPhoto_HasNone() => Assert.Empty(FaceWarnings.Of(Good));

    [Theory]
    [MemberData(nameof(Doubtful))]
    public void DoubtfulMeasure_IsNamedAndNotRefused(FaceMeasure measure, string code)
    {
        Assert.Equal([code], FaceWarnings.Of(measure).Select(warning => warning.Code));
        Assert.Null(FaceChecks.Refusal(measure));
    }

    [Fact]
    public async Task OpenSmile_IsWarnedOf()
    {
        var file = Path.Combine(TestAssets.Folder, "portraits", "open-smile.jpg");
        var picture = await new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System).DecodeAsync(file, default);

        var measure = new FaceChecks(TestFaces.Models).Measure(picture.Reduced(1280), TestFaces.Face(picture.Reduced(1280)));

        Assert.Contains("mouth_open", FaceWarnings.Of(measure).Select(warning => warning.Code));
    }
}
