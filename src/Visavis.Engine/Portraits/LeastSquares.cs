namespace Visavis.Engine.Portraits;

/// <summary>Normal equations of a linear least squares problem, solved by Cholesky's factors.</summary>
internal sealed class LeastSquares(int unknowns)
{
    private readonly double[] _matrix = new double[unknowns * unknowns];
    private readonly double[] _right = new double[unknowns];

    /// <summary>Adds the equation <paramref name="row"/> · x = <paramref name="value"/>.</summary>
    public void Add(ReadOnlySpan<double> row, double value, double weight)
    {
        for (var i = 0; i < unknowns; i++)
        {
            var scaled = weight * row[i];
            _right[i] += scaled * value;
            for (var j = 0; j <= i; j++)
            {
                _matrix[i * unknowns + j] += scaled * row[j];
            }
        }
    }

    /// <summary>Draws one unknown towards a value.</summary>
    public void Draw(int unknown, double value, double weight)
    {
        _matrix[unknown * unknowns + unknown] += weight;
        _right[unknown] += weight * value;
    }

    /// <summary>The solution; uses up what was added.</summary>
    public double[] Solve()
    {
        double[] m = _matrix, x = [.. _right];
        for (var i = 0; i < unknowns; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = m[i * unknowns + j];
                for (var k = 0; k < j; k++)
                {
                    sum -= m[i * unknowns + k] * m[j * unknowns + k];
                }
                m[i * unknowns + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / m[j * unknowns + j];
            }
        }
        for (var i = 0; i < unknowns; i++)
        {
            for (var k = 0; k < i; k++)
            {
                x[i] -= m[i * unknowns + k] * x[k];
            }
            x[i] /= m[i * unknowns + i];
        }
        for (var i = unknowns - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < unknowns; k++)
            {
                x[i] -= m[k * unknowns + i] * x[k];
            }
            x[i] /= m[i * unknowns + i];
        }
        return x;
    }
}
