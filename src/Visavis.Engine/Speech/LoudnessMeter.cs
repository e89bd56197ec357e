using Visavis.Engine.Media;

namespace Visavis.Engine.Speech;

/// <summary>How loud a sound at 48 kHz is as a whole, after ITU-R BS.1770-4, for one channel.</summary>
internal static class LoudnessMeter
{
    private const int Step = MediaTime.Rate / 10;
    private const int StepsOfABlock = 4;
    private const double AbsoluteGate = -70;
    private const double RelativeGate = -10;

    /// <summary>Integrated loudness in LUFS; negative infinity for silence and for less than 0.4 s.</summary>
    public static double Integrated(ReadOnlySpan<float> sound)
    {
        var steps = Powers(sound);
        var blocks = new List<double>();
        for (var i = 0; i + StepsOfABlock <= steps.Length; i++)
        {
            blocks.Add(steps.AsSpan(i, StepsOfABlock).ToArray().Average());
        }
        var audible = blocks.Where(power => Level(power) > AbsoluteGate).ToList();
        if (audible.Count == 0)
        {
            return double.NegativeInfinity;
        }
        var gate = Level(audible.Average()) + RelativeGate;
        return Level(audible.Where(power => Level(power) > gate).Average());
    }

    private static double Level(double power) => -0.691 + 10 * Math.Log10(power);

    /// <summary>Mean square of each tenth of a second behind the filters of Annex 1: the head's shelf, then a high pass.</summary>
    private static double[] Powers(ReadOnlySpan<float> sound)
    {
        var shelf = new Filter(1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585);
        var highPass = new Filter(1, -2, 1, -1.99004745483398, 0.99007225036621);
        var powers = new double[sound.Length / Step];
        for (var i = 0; i < powers.Length * Step; i++)
        {
            var weighted = highPass.Next(shelf.Next(sound[i]));
            powers[i / Step] += weighted * weighted / Step;
        }
        return powers;
    }

    /// <summary>A filter of second order in the transposed direct form.</summary>
    private sealed class Filter(double b0, double b1, double b2, double a1, double a2)
    {
        private double _first;
        private double _second;

        public double Next(double x)
        {
            var y = b0 * x + _first;
            _first = b1 * x - a1 * y + _second;
            _second = b2 * x - a2 * y;
            return y;
        }
    }
}
