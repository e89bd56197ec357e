using FsCheck;
using FsCheck.Fluent;
using Visavis.Engine.Hearing;
using Visavis.Engine.Tests.Media;

namespace Visavis.Engine.Tests.Hearing;

public sealed class DecimatorTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(7200)]
    public void Tone_ComesOutAsTheSameToneWithoutDelay(double frequency)
    {
        var output = Decimate(Tone(frequency, 48_000, 9600), 1000);
        Assert.Equal(3200, output.Length);
        var snr = Decibels.Snr(Tone(frequency, 16_000, 3200).AsSpan()[40..^40], output.AsSpan()[40..^40]);
        Assert.True(snr > 60, $"{snr:0.0} dB");
    }

    [Theory]
    [InlineData(8800)]
    [InlineData(12_000)]
    [InlineData(23_000)]
    public void ToneAboveTheBand_IsGone(double frequency)
    {
        var output = Decimate(Tone(frequency, 48_000, 9600), 1000);
        Assert.True(Decibels.Level(output.AsSpan()[40..^40]) < -73);
    }

    [Fact]
    public void Pieces_DoNotMatter() => Prop.ForAll(
        Gen.Choose(0, 4000).ToArbitrary(), Gen.Choose(1, 2000).ToArbitrary(),
        (length, piece) =>
        {
            var random = new Random(length);
            float[] sound = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
            return Decimate(sound, piece).AsSpan().SequenceEqual(Decimate(sound, Math.Max(length, 1))) && Decimate(sound, piece).Length == (length + 2) / 3;
        }).QuickCheckThrowOnFailure();

    private static float[] Decimate(float[] sound, int piece)
    {
        var decimator = new Decimator();
        var output = new List<float>();
        for (var at = 0; at < sound.Length; at += piece)
        {
            var part = sound.AsSpan(at, Math.Min(piece, sound.Length - at));
            var room = new float[Decimator.MostOutput(part.Length)];
            output.AddRange(room.AsSpan(0, decimator.Push(part, room)));
        }
        var rest = new float[Decimator.MostAtEnd];
        output.AddRange(rest.AsSpan(0, decimator.Finish(rest)));
        return [.. output];
    }

    private static float[] Tone(double frequency, double rate, int length) =>
        [.. Enumerable.Range(0, length).Select(i => (float)(0.5 * Math.Sin(Math.Tau * frequency * i / rate)))];
}
