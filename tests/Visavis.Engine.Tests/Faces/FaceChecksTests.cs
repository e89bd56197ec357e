using System.Text.Json;
using Visavis.Engine.Faces;
using Visavis.Engine.Media;
using Visavis.Engine.Tests.Speech;

namespace Visavis.Engine.Tests.Faces;

/// <summary>The right verdict on photos good and bad; the bad ones are drawn from the presenters.</summary>
public sealed class FaceChecksTests
{
    private static readonly FaceChecks Checks = new(TestFaces.Models);

    [Theory]
    [InlineData("bald-sidelight")]
    [InlineData("child")]
    [InlineData("curls-large")]
    [InlineData("elder-beard")]
    [InlineData("fringe-red")]
    [InlineData("full-face-tilted")]
    [InlineData("glasses-knot")]
    [InlineData("open-smile")]
    [InlineData("outdoors-beard")]
    public async Task Stranger_IsFit(string name)
    {
        var file = Path.Combine(TestAssets.Folder, "portraits", name + ".jpg");
        var picture = await new PictureDecoder(new PictureDecoderOptions(), TimeProvider.System).DecodeAsync(file, default);

        Assert.Null(Verdict(picture.Reduced(1280)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(-15)]
    public void TiltedPresenter_IsFit(float degrees) => Assert.Null(Verdict(TestFaces.Presenter("joe").Placed(900, 900, 1, degrees)));

    [Theory]
    [InlineData(.6f)]
    [InlineData(1.5f)]
    public void OtherSize_IsFit(float scale) => Assert.Null(Verdict(TestFaces.Presenter("amara").Placed(1000, 1000, scale)));

    [Fact]
    public void NoFace() => Assert.Equal("no_face", Verdict(new RgbPicture(800, 600)));

    [Fact]
    public void TwoFaces()
    {
        var two = AlteredPictures.Draw(TestFaces.Presenter("nora").Placed(1280, 720, .9f, 0, -250), TestFaces.Presenter("joe"), .9f, 0, 900, 0);
        two = AlteredPictures.Draw(two, Cropped(TestFaces.Presenter("joe")), .9f, 0, 330, -40);

        Assert.Equal("several_faces", Verdict(two));
    }

    [Fact]
    public void SmallFace() => Assert.Equal("too_small", Verdict(TestFaces.Presenter("nora").Placed(1280, 1280, .3f, 0, 200, -150)));

    [Fact]
    public void CutOff() => Assert.Equal("cut_off", Verdict(TestFaces.Presenter("nora").Placed(700, 500, 1.4f, 0, 0, 300)));

    [Fact]
    public void TooDark() => Assert.Equal("too_dark", Verdict(TestFaces.Presenter("amara").Darkened(.12f)));

    [Fact]
    public void Blurred() => Assert.Contains(Verdict(GaussianBlur.Of(TestFaces.Presenter("joe"), 5)), (string?[])["blurred", "unclear"]);

    [Fact]
    public void Sunglasses()
    {
        var picture = TestFaces.Presenter("joe");

        Assert.Equal("eyes_covered", Verdict(picture.Sunglasses(TestFaces.Face(picture))));
    }

    [Fact]
    public void FaceMask()
    {
        var picture = TestFaces.Presenter("nora");

        Assert.Contains(Verdict(picture.Mask(TestFaces.Face(picture))), (string?[])["mouth_covered", "unclear"]);
    }

    [Fact]
    public void ClosedEyes()
    {
        var (picture, eyes) = (TestFaces.Presenter("nora"), RgbPicture.Of(PictureFile.Read(Path.Combine(AssetFolders.Avatars, "nora", "eyes", "closed.png"))));
        using var pack = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AssetFolders.Avatars, "nora", "pack.json")));
        var at = pack.RootElement.GetProperty("rects").GetProperty("eyes");
        for (var y = 0; y < eyes.Height; y++)
        {
            eyes.Samples.AsSpan(y * eyes.Width * 3, eyes.Width * 3).CopyTo(picture.Samples.AsSpan(((at[1].GetInt32() + y) * picture.Width + at[0].GetInt32()) * 3));
        }

        Assert.Equal("eyes_closed", Verdict(picture));
    }

    /// <summary>A profile shows no face from the front, whichever of the two sentences says so.</summary>
    [Theory]
    [InlineData("nora", 0, null)]
    [InlineData("nora", 40, "turned")]
    [InlineData("joe", -40, "turned")]
    [InlineData("joe", 60, "turned")]
    [InlineData("joe", 90, "no_face")]
    [InlineData("amara", -90, "no_face")]
    public void TurnedHead_IsNotFromTheFront(string name, float degrees, string? code)
    {
        var picture = TestFaces.Presenter(name);

        Assert.Equal(code, Verdict(picture.HeadTurned(TestFaces.Face(picture), degrees)));
    }

    /// <summary>The limits themselves.</summary>
    [Theory]
    [InlineData(24, 0, null)]
    [InlineData(27, 0, "turned")]
    [InlineData(-36, 0, "turned")]
    [InlineData(0, 21, "turned")]
    public void TurnedHead(float yaw, float pitch, string? code)
    {
        var good = Checks.Measure(TestFaces.Presenter("joe"), TestFaces.Face(TestFaces.Presenter("joe")));

        Assert.Equal(code, FaceChecks.Refusal(good with { Pose = new FacePose(yaw, pitch, 0) })?.Code);
    }

    private static string? Verdict(RgbPicture picture) => Checks.Refusal(new FaceFinder(TestFaces.Models).Find(picture))?.Code;

    private static RgbPicture Cropped(RgbPicture picture)
    {
        var part = new RgbPicture(460, 700);
        for (var y = 0; y < part.Height; y++)
        {
            picture.Samples.AsSpan((y * picture.Width + 410) * 3, part.Width * 3).CopyTo(part.Samples.AsSpan(y * part.Width * 3));
        }
        return part;
    }
}
