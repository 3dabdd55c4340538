from airflow.sdk import dag


@dag(dag_id="retrain", schedule="@weekly", catchup=False)
def retrain():
    """Not this: schedule="@daily"."""
