namespace Visavis.Engine.Media;

/// <summary>
/// Brings a stream of one or two interleaved channels to one. Plain (L + R) / 2 loses a voice whose channels have opposite signs (a
/// swapped cable, a "widened" recording), and halves one that stands on one side only; both are heard in the energies of the last
/// second, and weighed against. One instance a sound.
/// </summary>
internal sealed class StereoMix(int channels)
{
    /// <summary>So much weaker (9 dB) the sum has to be than the difference before the sign is changed, and back.</summary>
    private const float Opposite = 8;

    /// <summary>A channel 30 dB below the other is empty.</summary>
    private const float Empty = 1000;

    /// <summary>Of the energies of earlier blocks (160 ms) this much stays: 0.7 s.</summary>
    private const float Memory = 0.8f;

    /// <summary>New weights come over 10 ms, which is not heard as a click.</summary>
    private const int RampSamples = 480;

    private float _left = channels == 1 ? 1 : 0.5f;
    private float _right = channels == 1 ? 0 : 0.5f;
    private float _leftEnergy;
    private float _rightEnergy;
    private float _product;
    private bool _begun;

    /// <summary>Mixes <paramref name="output"/>'s number of samples. What is no number, or beyond ±1, comes out as 0, or ±1.</summary>
    public void Next(ReadOnlySpan<float> input, Span<float> output)
    {
        if (channels == 1)
        {
            for (var i = 0; i < output.Length; i++)
            {
                output[i] = Clean(input[i]);
            }
            return;
        }
        Measure(input);
        var (left, right) = Weights();
        var (leftStep, rightStep) = ((left - _left) / RampSamples, (right - _right) / RampSamples);
        for (var i = 0; i < output.Length; i++)
        {
            if (!_begun || i >= RampSamples)
            {
                (_left, _right) = (left, right);
            }
            else
            {
                (_left, _right) = (_left + leftStep, _right + rightStep);
            }
            output[i] = Clean(_left * Clean(input[2 * i]) + _right * Clean(input[2 * i + 1]));
        }
        // Until something is heard nothing is known, and the first weights need no ramp.
        _begun |= _leftEnergy + _rightEnergy > 0;
    }

    private void Measure(ReadOnlySpan<float> input)
    {
        var (left, right, product) = (0f, 0f, 0f);
        for (var i = 0; i + 1 < input.Length; i += 2)
        {
            var (l, r) = (Clean(input[i]), Clean(input[i + 1]));
            (left, right, product) = (left + l * l, right + r * r, product + l * r);
        }
        _leftEnergy = Memory * _leftEnergy + left;
        _rightEnergy = Memory * _rightEnergy + right;
        _product = Memory * _product + product;
    }

    private (float Left, float Right) Weights()
    {
        var (sum, difference) = (_leftEnergy + _rightEnergy + 2 * _product, _leftEnergy + _rightEnergy - 2 * _product);
        if (_leftEnergy + _rightEnergy <= 0)
        {
            return (_left, _right);
        }
        if (_rightEnergy * Empty < _leftEnergy)
        {
            return (1, 0);
        }
        if (_leftEnergy * Empty < _rightEnergy)
        {
            return (0, 1);
        }
        var wasOpposite = _right < 0;
        var isOpposite = wasOpposite ? sum <= Opposite * difference : difference > Opposite * sum;
        return (0.5f, isOpposite ? -0.5f : 0.5f);
    }

    private static float Clean(float sample) => float.IsNaN(sample) ? 0 : Math.Clamp(sample, -1, 1);
}
