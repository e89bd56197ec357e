using Visavis.Engine.Hearing;

namespace Visavis.Engine.Tests.Hearing;

public sealed class MelBankTests
{
    private static readonly MelBank Bank = MelBank.Load(Path.Combine(AssetFolders.Hearing, "mel80.f32"));

    [Fact]
    public void Powers_AgreeWithTheirScalarTwin()
    {
        var random = new Random(1);
        for (var round = 0; round < 4; round++)
        {
            float[] samples = [.. Enumerable.Range(0, RealDft400.Size).Select(_ => random.NextSingle() - 0.5f)];
            var (fast, plain) = (new float[RealDft400.Bins], new float[RealDft400.Bins]);
            RealDft400.Powers(samples, fast);
            RealDft400.PowersScalar(samples, plain);
            for (var k = 0; k < plain.Length; k++)
            {
                Assert.Equal(plain[k], fast[k], 1e-3);
            }
        }
    }

    [Fact]
    public void Tone_LiesInTheBandOfItsFrequency()
    {
        // Slaney's scale is linear below 1 kHz, 66.7 Hz a mel, and 80 bands share 45.2 mel.
        float[] tone = [.. Enumerable.Range(0, MelBank.FrameLength).Select(i => (float)Math.Sin(Math.Tau * 600 * i / MelBank.SampleRate))];
        var bands = new float[MelBank.Bands];
        Bank.Measure(tone, bands);
        Assert.Equal(15, Array.IndexOf(bands, bands.Max()));
    }

    [Fact]
    public void FileOfAnotherSize_IsRefusedByName()
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, "no bank");
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => MelBank.Load(path)).Message, StringComparison.Ordinal);
        File.Delete(path);
    }
}
