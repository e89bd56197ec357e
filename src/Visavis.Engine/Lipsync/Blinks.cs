namespace Visavis.Engine.Lipsync;

/// <summary>Blinks at irregular times, 15 a minute on average, some of them in pairs.</summary>
internal sealed class Blinks(Random random, float often = 1)
{
    /// <summary>People take some 100 ms down and longer up; shut for more than the 40 ms of a picture, so that one shows it.</summary>
    private const double Down = 0.09, Shut = 0.05, Up = 0.16, Length = Down + Shut + Up;

    /// <summary>A blink moves by so much to fall behind the end of a phrase, where people blink.</summary>
    private const double Attraction = 1.2;

    /// <summary>A blink this near was perhaps shown already in part.</summary>
    private const double Settled = 0.1;

    private double _start = 1 + 2 * random.NextDouble();
    private double _before = double.NegativeInfinity;
    private double _now;

    /// <summary>Draws a blink that is due about then to the end of a phrase.</summary>
    public void PhraseEnds(double time)
    {
        var wanted = time + 0.08;
        var isFree = _start > _now + Settled && wanted > _now + Settled && wanted > _before + 1;
        if (isFree && Math.Abs(wanted - _start) < Attraction)
        {
            _start = wanted;
        }
    }

    /// <summary>0 open to 1 shut; asked for with rising times.</summary>
    public float LidAt(double time)
    {
        _now = time;
        while (time > _start + Length)
        {
            _before = _start;
            _start += random.NextDouble() < 0.12 ? 0.5 : (1.6 + 5.6 * random.NextDouble()) / Math.Max(often, 0.05f);
        }
        var x = time - _start;
        return x < 0 ? 0
            : x < Down ? (float)Ease(x / Down)
            : x < Down + Shut ? 1
            : (float)Ease(1 - (x - Down - Shut) / Up);
    }

    private static double Ease(double x) => x * x * (3 - 2 * x);
}
