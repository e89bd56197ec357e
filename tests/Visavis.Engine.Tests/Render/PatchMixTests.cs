using Visavis.Engine.Lipsync;
using Visavis.Engine.Render;

namespace Visavis.Engine.Tests.Render;

public sealed class PatchMixTests
{
    [Fact]
    public void AnyFace_MouthAndEyeWeightsAddUpToOne()
    {
        var random = new Random(1);
        var (mouth, eyes) = (new float[MouthMix.Names.Length], new float[EyesMix.Names.Length]);
        for (var i = 0; i < 2000; i++)
        {
            var face = Rigs.RandomFace(random);
            MouthMix.Fill(face, mouth);
            EyesMix.Fill(face, eyes);
            Assert.Equal((1, 1), (MathF.Round(mouth.Sum(), 4), MathF.Round(eyes.Sum(), 4)));
            Assert.All(mouth.Concat(eyes), weight => Assert.InRange(weight, 0, 1));
        }
    }

    [Fact]
    public void AnyFace_SharesAddUpAndAreTheStrongest()
    {
        var random = new Random(2);
        var mix = new PatchMix(MouthMix.Names.Length);
        for (var i = 0; i < 2000; i++)
        {
            MouthMix.Fill(Rigs.RandomFace(random), mix.Weights);
            mix.Choose();
            Assert.Equal(PatchMix.One, mix.Share.Take(mix.Blended).Sum());
            var weights = mix.Weights.ToArray();
            var weakest = mix.Patch.Take(mix.Blended).Min(patch => weights[patch]);
            Assert.True(weights.Count(weight => weight > weakest) < PatchMix.MostBlended);
        }
    }

    [Fact]
    public void PatchLeftOut_HasNoShareJustBefore()
    {
        // The fourth overtakes the third: both have nothing at that moment.
        var mix = new PatchMix(4);
        (mix.Weights[0], mix.Weights[1], mix.Weights[2], mix.Weights[3]) = (.4f, .3f, .1501f, .1499f);
        mix.Choose();
        Assert.Equal([0, 1], mix.Patch.Take(mix.Blended).Order());
    }

    [Theory]
    [InlineData(.3f, .5f)]
    [InlineData(.6f, -.5f)]
    [InlineData(.5f, 0f)]
    [InlineData(1f, 1f)]
    public void PointOfTheGrid_IsAMixOfAtMostThreeThatMeetsIt(float jaw, float width)
    {
        var weights = new float[MouthMix.Names.Length];
        MouthMix.Fill(new FaceState { Jaw = jaw, Width = width }, weights);
        var jaws = weights.Select((w, i) => w * (i % 5) / 4).Sum();
        var widths = weights.Select((w, i) => w * (i / 5 == 1 ? 1 : i / 5 == 2 ? -1 : 0)).Sum();
        Assert.Equal((jaw, width), (MathF.Round(jaws, 4), MathF.Round(widths, 4)));
        Assert.InRange(weights.Count(w => w > 0), 1, 3);
    }

    /// <summary>What an open eye shows of its corners would be bright blocks under a lid; the glance itself is in the shape.</summary>
    [Theory]
    [InlineData(0, .6f)]
    [InlineData(.25f, .26f)]
    [InlineData(.5f, .08f)]
    [InlineData(1, 0)]
    public void Glance_FadesFastUnderLids(float lid, float most)
    {
        var weights = new float[EyesMix.Names.Length];
        EyesMix.Fill(new FaceState { GazeX = .6f, Lid = lid }, weights);

        Assert.InRange(weights[Array.IndexOf(EyesMix.Names, "gaze_left")], most - .01f, most + 1e-3f);
    }
}
