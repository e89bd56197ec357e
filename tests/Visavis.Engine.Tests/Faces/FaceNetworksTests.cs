using Visavis.Engine.Faces;

namespace Visavis.Engine.Tests.Faces;

/// <summary>Every network's answer to a stored input.</summary>
public sealed class FaceNetworksTests
{
    [Fact]
    public void Detector_AnswersAsStored()
    {
        var (regressors, logits) = new FaceDetector(TestFaces.Models.Detection).Run(Scaled("det_input_u8.npy", 1 / 127.5f, -1));

        AssertNear(TestFaces.Npy("det_regressors.npy"), regressors.Span, .002f);
        AssertNear(TestFaces.Npy("det_scores.npy"), logits.Span, .002f);
    }

    [Fact]
    public void Landmarks_AnswerAsStored()
    {
        var (points, presence) = new FaceReader(TestFaces.Models).Run(Scaled("lm_input_u8.npy", 1 / 255f, 0));

        AssertNear(TestFaces.Npy("lm478_landmarks.npy"), points, .002f);
        Assert.Equal(TestFaces.Npy("lm478_presence.npy")[0], presence, .0005f);
    }

    [Fact]
    public void Mask_AnswersAsStored() =>
        AssertNear(TestFaces.Npy("seg_mask.npy"), new PersonMask(TestFaces.Models).Run(Scaled("seg_input_u8.npy", 1 / 255f, 0)), .001f);

    private static float[] Scaled(string name, float scale, float offset) => [.. TestFaces.Npy(name).Select(value => value * scale + offset)];

    private static void AssertNear(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }
}
